package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// Whether a gRPC server says that it serves: one `grpc.health.v1.Health/Check` (the health checking
/// protocol of gRPC) over HTTP/2 on a fresh connection.
///
/// @param port       the target's own where null
/// @param service    the service that is asked for; null: the server as a whole
/// @param tls        false: HTTP/2 by prior knowledge; null: TLS where the target is an https URL
/// @param serverName sent as SNI, looked for in the certificate and sent as authority; null: the
///                   target's host
public record GrpcSpec(
        @Nullable Integer port,
        @Nullable String service,
        @Nullable Boolean tls,
        @Nullable String serverName,
        long timeoutUs)
        implements TestSpec {
    public static final GrpcSpec DEFAULT = new GrpcSpec(null, null, null, null, 10_000_000);

    public GrpcSpec {
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        if (service != null) {
            Require.name("service", service);
        }
        if (serverName != null) {
            Require.name("serverName", serverName);
        }
        Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
    }

    public String serviceOrAll() {
        return service == null ? "" : service;
    }

    @Override
    public Test test() {
        return Test.GRPC;
    }

    @Override
    public long limitUs() {
        return timeoutUs;
    }
}
