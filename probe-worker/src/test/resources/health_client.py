"""Asks a health service over TLS by Google's C core: of all, of a service, and by a method that is none."""
import sys

import grpc

with open(sys.argv[1], "rb") as certificate:
    credentials = grpc.ssl_channel_credentials(root_certificates=certificate.read())


def ask(channel, method, question):
    try:
        return channel.unary_unary(method)(question, timeout=30).hex()
    except grpc.RpcError as error:
        return error.code().name


with grpc.secure_channel(sys.argv[2], credentials) as channel:
    service = "/grpc.health.v1.Health/"
    print(ask(channel, service + "Check", b""), ask(channel, service + "Check", b"\x0a\x01a"), ask(channel, service + "Else", b""))
