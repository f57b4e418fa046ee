package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Flag;
import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import org.jspecify.annotations.Nullable;

/// Whether a gRPC server says that it serves: one `grpc.health.v1.Health/Check` (the health checking
/// protocol of gRPC) over HTTP/2 on a fresh connection.
public record GrpcSpec(
        @Nullable Integer port,
        @Nullable String service,
        @Nullable Boolean tls,
        @Nullable String serverName,
        long timeoutUs)
        implements TestSpec {
    private static final Whole PORT = Whole.port("Where the connection goes; the target's own where left out.");
    private static final Text SERVICE =
            Text.name("service", "Service", "Whose health is asked for; the server as a whole where left out.");
    private static final Flag TLS = Flag.of(
            "tls", "TLS", "Without it HTTP/2 begins at once; where left out, whether the target is an https URL.");
    private static final Text SERVER_NAME = Text.name(
            "serverName",
            "Server name",
            "Sent as SNI and authority, and looked for in the certificate; the target's host where left out.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 30_000_000, "Timeout", "How long all of it may take.");

    public static final GrpcSpec DEFAULT = new GrpcSpec(null, null, null, null, 10_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    1,
                    "gRPC health",
                    "Whether a gRPC server says that it serves, and how long its answer takes.",
                    Chart.smoke(Metric.TOTAL_US, Metric.CONNECT_US, Metric.TLS_US, Metric.FIRST_BYTE_US))
            .first(PORT, SERVICE)
            .more(TLS, SERVER_NAME, TIMEOUT);

    public GrpcSpec {
        PORT.requireIfGiven(port);
        SERVICE.requireIfGiven(service);
        SERVER_NAME.requireIfGiven(serverName);
        TIMEOUT.require(timeoutUs);
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
