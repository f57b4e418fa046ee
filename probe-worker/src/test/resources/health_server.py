"""A gRPC server with a health service, by Google's C core: prints its plain and its TLS port."""
import sys
from concurrent import futures

import grpc

STATES = {b"": 1, b"up.Service": 1, b"down.Service": 2}


def check(request, context):
    # HealthCheckRequest is its field 1, a text: its tag, its length, its bytes
    name = request[2:]
    if name not in STATES:
        context.abort(grpc.StatusCode.NOT_FOUND, "no such service")
    return bytes([8, STATES[name]])


def server(with_health):
    made = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
    if with_health:
        handler = grpc.unary_unary_rpc_method_handler(check)
        made.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": handler}),)
        )
    return made


directory = sys.argv[1]
with open(directory + "/key.pem", "rb") as key, open(directory + "/cert.pem", "rb") as certificate:
    credentials = grpc.ssl_server_credentials(((key.read(), certificate.read()),))
healthy, other = server(True), server(False)
ports = [
    healthy.add_insecure_port("127.0.0.1:0"),
    healthy.add_secure_port("127.0.0.1:0", credentials),
    other.add_insecure_port("127.0.0.1:0"),
]
healthy.start()
other.start()
print("ports", *ports, "end", flush=True)
healthy.wait_for_termination()
