package io.waddleperf.probe.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http.TestPeer;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Health checks against gRPC's C core, as Python has it.
class GrpcioIT {
    private static final Path LIBRARY = Path.of("/usr/lib/python3/dist-packages/grpc/__init__.py");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    private List<Integer> ports = List.of();

    @Test
    void saysWhatTheServerSaysOfItsServices() throws Exception {
        try (var _ = start()) {
            for (boolean tls : List.of(false, true)) {
                for (String service : Arrays.asList(null, "up.Service")) {
                    var measured = check(tls ? 1 : 0, tls, service);
                    assertInstanceOf(Outcome.Measured.class, measured.outcome(), measured::toString);
                    assertEquals("SERVING", details(measured).serving());
                    assertEquals(0, details(measured).grpcStatus());
                    assertEquals(tls, measured.metrics().get(Metric.TLS_US).isPresent());
                    assertEquals(tls, details(measured).certificate() != null);
                    assertTrue(measured.metrics().get(Metric.TOTAL_US).orElseThrow()
                            > measured.metrics().get(Metric.FIRST_BYTE_US).orElseThrow());
                }
                assertFailed(Failure.ASSERTION, "the server says NOT_SERVING", check(tls ? 1 : 0, tls, "down.Service"));
                var unknown = check(tls ? 1 : 0, tls, "no.Service");
                assertFailed(Failure.STATUS, "the server knows no service \"no.Service\"", unknown);
                assertEquals(5, details(unknown).grpcStatus());
            }
        }
    }

    @Test
    void saysThatThereIsNoHealthService() throws Exception {
        try (var _ = start()) {
            assertFailed(Failure.STATUS, "no health service (UNIMPLEMENTED)", check(2, false, null));
        }
    }

    @Test
    void tellsAnUntrustedCertificateAndPlainServersFromOthers() throws Exception {
        try (var _ = start()) {
            assertFailed(Failure.TLS, "unknown issuer", check(1, true, null, Trust.ofJdk()));
            var plain =
                    assertInstanceOf(Outcome.Failed.class, check(0, true, null).outcome());
            assertEquals(Failure.TLS, plain.failure(), plain.detail());
        }
    }

    private TestPeer start() throws Exception {
        assumeTrue(Files.exists(LIBRARY), "python3-grpcio is not installed");
        TestPeer.certificate(dir);
        var script = dir.resolve("health_server.py");
        try (var source = GrpcioIT.class.getResourceAsStream("/health_server.py")) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
        var peer = TestPeer.start(dir, List.of("/usr/bin/python3", script.toString(), dir.toString()))
                .saying(" end");
        String line = peer.said()
                .substring(peer.said().indexOf("ports ") + 6, peer.said().indexOf(" end"));
        ports = Arrays.stream(line.split(" ", -1)).map(Integer::valueOf).toList();
        return peer;
    }

    private Measurement check(int which, boolean tls, @Nullable String service) throws Exception {
        return check(which, tls, service, TestPeer.trust(dir));
    }

    private Measurement check(int which, boolean tls, @Nullable String service, Trust trust) throws Exception {
        int port = ports.get(which);
        return new GrpcProber(trust, InstantSource.system(), "1")
                .run(
                        new GrpcSpec(port, service, tls, null, 10_000_000),
                        Loopback.destination("localhost:" + port, port),
                        Loopback.deadline(10_000));
    }

    private static Details.GrpcDetails details(Measurement measured) {
        return assertInstanceOf(Details.GrpcDetails.class, measured.details());
    }

    private static void assertFailed(Failure failure, String part, Measurement measured) {
        var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
        assertEquals(failure, failed.failure(), failed.detail());
        assertTrue(failed.detail().contains(part), failed.detail());
    }
}
