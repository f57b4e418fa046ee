package io.waddleperf.probe.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What servers do that are none, or not what a check expects.
class SshProberTest {
    private static final byte[] BANNER = "SSH-2.0-scripted\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SshProber prober = new SshProber(Secrets.NONE, "test");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @AfterEach
    void stop() {
        prober.close();
    }

    @Test
    void saysThatNothingListens() throws Exception {
        try (var closed = Loopback.refusing()) {
            int port = closed.getLocalPort();
            assertEquals("nothing listens on port " + port, failed(Failure.CONNECTION_REFUSED, run(port, 5_000)));
        }
    }

    @Test
    void saysWhatSpeaksThereInstead() throws Exception {
        var hello = "220 mail.example.net ESMTP\r\n".getBytes(StandardCharsets.US_ASCII);
        try (var server = new ScriptedServer(socket -> {
            socket.getOutputStream().write(hello);
            socket.getInputStream().readAllBytes();
        })) {
            var measured = run(server.port(), 500);
            assertEquals("no SSH server: it says “220 mail.example.net ESMTP”", failed(Failure.PROTOCOL, measured));
            assertTrue(measured.metrics().get(Metric.CONNECT_US).isPresent());
        }
    }

    @Test
    void waitsNoLongerThanTold() throws Exception {
        try (var server = new ScriptedServer(socket -> socket.getInputStream().readAllBytes())) {
            assertInstanceOf(Outcome.TimedOut.class, run(server.port(), 300).outcome());
        }
        try (var server = new ScriptedServer(socket -> {
            socket.getOutputStream().write(BANNER);
            socket.getInputStream().readAllBytes();
        })) {
            var silent = run(server.port(), 600);
            assertInstanceOf(Outcome.TimedOut.class, silent.outcome());
            assertTrue(silent.metrics().get(Metric.BANNER_US).isPresent());
            assertEquals(
                    "SSH-2.0-scripted",
                    assertInstanceOf(Details.SshDetails.class, silent.details()).version());
        }
    }

    /// A failure is never tried again: a server that lets nobody in would see two attempts.
    @Test
    void tellsAServerThatEndsTheConnectionAndAsksItOnce() throws Exception {
        try (var server = new ScriptedServer(socket -> socket.getOutputStream().write(BANNER))) {
            var outcome = assertInstanceOf(
                    Outcome.Failed.class, run(server.port(), 10_000).outcome());
            assertTrue(
                    outcome.failure() == Failure.PROTOCOL || outcome.failure() == Failure.CONNECTION_RESET,
                    outcome.toString());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void survivesAnyPacketAfterTheBanner() throws Exception {
        var random = new Random(20_261_126);
        try (var server = new ScriptedServer(socket -> {
            var packet = new byte[random.nextInt(1, 2_000)];
            random.nextBytes(packet);
            packet[0] = 0; // a length that is not out of hand at once
            socket.getOutputStream().write(BANNER);
            socket.getOutputStream().write(packet);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        })) {
            for (int i = 0; i < 50; i++) {
                assertInstanceOf(
                        Outcome.Failed.class, run(server.port(), 10_000).outcome());
            }
        }
    }

    @Test
    void cannotRunWithoutTheSecretThatACheckNames() throws Exception {
        try (var server = new ScriptedServer(_ -> {})) {
            var spec = new SshSpec(null, "somebody", "absent", null, 0, 1_000_000);
            assertUnsupported("--secrets=", run(prober, spec, server.port()));
            Secret.write(dir.resolve("broken"), "-----BEGIN OPENSSH PRIVATE KEY-----\ns3cret\n");
            try (var own = new SshProber(new Secrets(Optional.of(dir)), "test")) {
                var broken = new SshSpec(null, "somebody", "broken", null, 0, 1_000_000);
                assertUnsupported("holds no private key that can be used", run(own, broken, server.port()));
            }
            assertEquals(0, server.connections());
        }
    }

    private static void assertUnsupported(String part, Measurement measured) {
        var outcome = assertInstanceOf(Outcome.Unsupported.class, measured.outcome());
        assertTrue(outcome.reason().contains(part) && !outcome.reason().contains("s3cret"), outcome.reason());
    }

    private Measurement run(int port, long timeoutMs) throws InterruptedException {
        return run(prober, new SshSpec(null, null, null, null, 0, timeoutMs * 1_000), port);
    }

    private static Measurement run(SshProber prober, SshSpec spec, int port) throws InterruptedException {
        return prober.run(spec, Loopback.destination("127.0.0.1", port), Loopback.deadline(spec.timeoutUs() / 1_000));
    }

    private static String failed(Failure kind, Measurement measured) {
        var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
        assertEquals(kind, failed.failure(), failed.detail());
        return failed.detail();
    }
}
