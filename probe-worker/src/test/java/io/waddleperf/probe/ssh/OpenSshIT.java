package io.waddleperf.probe.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What OpenSSH's server says and logs.
class OpenSshIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    private @Nullable SshProber prober;

    @AfterEach
    void stop() {
        if (prober != null) {
            prober.close();
        }
    }

    @Test
    void goesUpToTheKeyExchangeWithoutTryingToLogIn() throws Exception {
        try (var sshd = TestSshd.start(dir, "rsa", "ecdsa", "ed25519")) {
            var measured = run(sshd, null, null, null);
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            var details = details(measured);
            assertTrue(Objects.requireNonNull(details.version()).startsWith("SSH-2.0-OpenSSH"), details.version());
            assertEquals("curve25519-sha256", details.keyExchange());
            assertEquals("ssh-ed25519", details.hostKeyType());
            assertEquals(TestSshd.fingerprint(dir.resolve("host_ed25519")), details.hostKey());
            assertEquals("none", details.login());
            for (var phase : List.of(Metric.CONNECT_US, Metric.BANNER_US, Metric.KEY_EXCHANGE_US, Metric.TOTAL_US)) {
                assertTrue(measured.metrics().get(phase).orElseThrow() > 0, phase.wireName());
            }
            assertTrue(measured.metrics().get(Metric.AUTHENTICATION_US).isEmpty());
            Await.until("the log tells the end", SOON, () -> sshd.log().contains("[preauth]"));
            String log = sshd.log();
            assertFalse(log.contains("Failed ") || log.contains("Invalid user") || log.contains("authenticating"), log);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void logsInByAKeyAndTimesEchoes(String type) throws Exception {
        try (var sshd = TestSshd.start(dir, type)) {
            var key = TestSshd.key(secrets(), "probe-key", type);
            sshd.authorize(key, "");
            var measured = run(sshd, TestSshd.USER, "probe-key", null);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + "\n" + said(sshd));
            assertEquals("publickey", details(measured).login());
            assertEquals(
                    TestSshd.fingerprint(dir.resolve("host_" + type)),
                    details(measured).hostKey());
            assertTrue(measured.metrics().get(Metric.AUTHENTICATION_US).orElseThrow() > 0);
            assertEquals(
                    10,
                    assertInstanceOf(Samples.Raw.class, measured.samples()).us().size());
            assertTrue(measured.metrics().get(Metric.RTT_P50_US).orElseThrow() > 0);
        }
    }

    @Test
    void sendsAPasswordOnlyToTheExpectedHostKey() throws Exception {
        try (var sshd = TestSshd.start(dir, "ed25519")) {
            Secret.write(secrets().resolve("probe-password"), TestSshd.PASSWORD + "\n");
            String fingerprint = TestSshd.fingerprint(dir.resolve("host_ed25519"));
            var measured = run(sshd, TestSshd.USER, "probe-password", fingerprint);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + "\n" + said(sshd));
            assertEquals("password", details(measured).login());
            long accepted = sshd.log()
                    .lines()
                    .filter(line -> line.contains("Accepted password"))
                    .count();

            var unvouched = failed(Failure.HOST_KEY, run(sshd, TestSshd.USER, "probe-password", null));
            assertTrue(unvouched.contains(fingerprint), unvouched);
            var wrong =
                    failed(Failure.HOST_KEY, run(sshd, TestSshd.USER, "probe-password", "SHA256:" + "A".repeat(43)));
            assertTrue(wrong.contains(fingerprint) && wrong.contains("SHA256:AAAA"), wrong);
            assertEquals(
                    accepted,
                    sshd.log()
                            .lines()
                            .filter(line -> line.contains("Accepted password"))
                            .count());
            assertFalse(sshd.log().contains("Failed password"), sshd.log());
        }
    }

    @Test
    void saysThatNoKeyExchangeIsKnownToBoth() throws Exception {
        String onlyNew = "KexAlgorithms sntrup761x25519-sha512@openssh.com\n";
        try (var sshd = TestSshd.startWith(onlyNew, dir, "ed25519")) {
            String sentence = failed(Failure.PROTOCOL, run(sshd, null, null, null));
            assertTrue(sentence.startsWith("Unable to negotiate key exchange for kex algorithms"), sentence);
        }
    }

    @Test
    void saysThatTheLoginWasDenied() throws Exception {
        try (var sshd = TestSshd.start(dir, "ed25519")) {
            TestSshd.key(secrets(), "probe-key", "ed25519");
            var denied = run(sshd, TestSshd.USER, "probe-key", null);
            String sentence = failed(Failure.AUTHENTICATION, denied);
            assertTrue(sentence.startsWith("the server did not let tester in by publickey: "), sentence);
            assertNull(details(denied).login());
            assertTrue(denied.metrics().get(Metric.KEY_EXCHANGE_US).isPresent());
        }
    }

    @Test
    void saysThatTheAccountRunsNoCat() throws Exception {
        try (var sshd = TestSshd.start(dir, "ed25519")) {
            var key = TestSshd.key(secrets(), "probe-key", "ed25519");
            sshd.authorize(key, "command=\"exit 3\" ");
            String closed = failed(Failure.PROTOCOL, run(sshd, TestSshd.USER, "probe-key", null));
            assertEquals("the server runs no `cat` for this user: it closed the channel, exit status 3", closed);
            sshd.authorize(key, "command=\"echo go away; cat\" ");
            String other = failed(Failure.PROTOCOL, run(sshd, TestSshd.USER, "probe-key", null));
            assertTrue(other.contains("sends “go away"), other);
        }
    }

    private Path secrets() throws Exception {
        return Files.createDirectories(dir.resolve("secrets"));
    }

    private Measurement run(TestSshd sshd, @Nullable String user, @Nullable String secret, @Nullable String hostKey)
            throws Exception {
        prober = prober == null ? new SshProber(new Secrets(Optional.of(secrets())), "1-test") : prober;
        var spec = new SshSpec(null, user, secret, hostKey, 10, 30_000_000);
        return prober.run(spec, Loopback.destination("127.0.0.1", sshd.port()), Loopback.deadline(30_000));
    }

    private static Details.SshDetails details(Measurement measured) {
        return assertInstanceOf(Details.SshDetails.class, measured.details());
    }

    private static String failed(Failure kind, Measurement measured) {
        var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
        assertEquals(kind, failed.failure(), failed.detail());
        return failed.detail();
    }

    private static String said(TestSshd sshd) {
        try {
            return sshd.log();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
