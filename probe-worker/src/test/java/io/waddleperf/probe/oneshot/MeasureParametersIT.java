package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.probe.dns.TestDnsServer;
import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.ssh.TestSshd;
import io.waddleperf.probe.stamp.StampToken;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/// The script `waddleperf` with parameters of tests, against servers on loopback.
class MeasureParametersIT {
    private static final String TOKEN = "a token of this test";

    @TempDir
    private static Path root;

    private static TestScript script;
    private static Responder responder;

    @BeforeAll
    static void layOut() throws IOException {
        script = TestScript.layOut(root);
        var at = new Responder.At(
                InetAddress.ofLiteral("127.0.0.1"),
                0,
                OptionalInt.of(0),
                OptionalInt.of(0),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(StampToken.of(TOKEN)));
        responder = Responder.start(at, InstantSource.system(), System::nanoTime, new ThroughputLoad(System::nanoTime));
    }

    @AfterAll
    static void stop() throws IOException {
        responder.close();
        script.close();
    }

    @Test
    void holdsAPageAgainstWhatIsExpectedOfIt() throws Exception {
        String page = responder.addresses().http() + "/health";
        var good = one(page, "--tests=http", "--set=http.expectStatus=200", "--set=http.expectResponse.minBodyBytes=1");
        assertInstanceOf(Outcome.Measured.class, good.outcome());
        var bad = one(page, "--tests=http", "--set", "http.expectResponse.bodyContains=no page says this");
        assertTrue(failed(bad).contains("no page says this"), failed(bad));
        var ran = script.measure(page, "--tests=http", "--set=http.expectStatus=204", "--set=http.timeoutUs=PT5S");
        assertEquals(1, ran.code(), ran.out() + ran.err());
        assertTrue(ran.out().contains("failed (status): 200, expected 204"), ran.out());
    }

    @Test
    void holdsAnAnswerOfDnsAgainstWhatIsExpectedOfIt() throws Exception {
        var name = Name.fromConstantString("www.example.test.");
        var record = new ARecord(name, DClass.IN, 300, InetAddress.ofLiteral("192.0.2.7"));
        try (var server =
                TestDnsServer.answering(query -> List.of(TestDnsServer.answer(query, Rcode.NOERROR, record)))) {
            var options = List.of(
                    "www.example.test",
                    "-4",
                    "--tests=dns",
                    "--set=dns.server=127.0.0.1:" + server.port(),
                    "--set=dns.timeoutUs=2s");
            var good = one(with(options, "--set=dns.expect.all=192.0.2.7", "--set=dns.expect.minTtlSeconds=5m"));
            assertInstanceOf(Outcome.Measured.class, good.outcome());
            var bad = one(with(options, "--set=dns.expect={\"any\":[\"192.0.2.8\",\"192.0.2.9\"]}"));
            assertTrue(failed(bad).contains("192.0.2.8"), failed(bad));
        }
    }

    @Test
    void sendsUdpAtTheRateThatIsSet() throws Exception {
        var result = one(
                "127.0.0.1",
                "--tests=throughput",
                "--set=throughput.port=" + port(responder.addresses().iperf()),
                "--set=throughput.protocol=udp",
                "--set=throughput.bitsPerSecond=2000000",
                "--set=throughput.durationUs=1s");
        assertInstanceOf(Outcome.Measured.class, result.outcome());
        double rate = result.metrics().get(Metric.BITS_PER_SECOND).orElseThrow();
        assertTrue(rate > 1_000_000 && rate < 3_000_000, "bit/s: " + rate);
    }

    @Test
    void showsAResponderItsToken() throws Exception {
        String port = "--set=udp.port=" + port(responder.addresses().udp());
        var options = List.of("127.0.0.1", "--tests=udp", port, "--set=udp.timeoutUs=500ms", "--set=udp.count=5");
        assertInstanceOf(Outcome.TimedOut.class, one(with(options)).outcome());
        var file = Files.writeString(root.resolve("token"), TOKEN + "\n");
        var shown = one(with(options, "--responder-token-file=" + file));
        assertInstanceOf(Outcome.Measured.class, shown.outcome());
        var absent = script.measure(with(options, "--responder-token-file=" + root.resolve("absent")));
        assertEquals(2, absent.code(), absent.out());
        assertTrue(absent.err().startsWith("measure: --responder-token-file: there is no token file"), absent.err());
    }

    @Test
    void logsInByAKeyOfTheDirectoryOfSecrets() throws Exception {
        var secrets = Files.createDirectory(root.resolve("secrets"));
        try (var sshd = TestSshd.start(Files.createDirectory(root.resolve("sshd")), "ed25519")) {
            sshd.authorize(TestSshd.key(secrets, "probe-key", "ed25519"), "");
            var options = List.of(
                    "127.0.0.1:" + sshd.port(),
                    "--tests=ssh",
                    "--set=ssh.user=" + TestSshd.USER,
                    "--set=ssh.secret=probe-key");
            var result = one(with(options, "--secrets=" + secrets, "--set=ssh.count=3"));
            assertInstanceOf(Outcome.Measured.class, result.outcome());
            assertEquals(
                    "publickey",
                    assertInstanceOf(Details.SshDetails.class, result.details()).login());
            var without = script.measure(with(options));
            assertEquals(1, without.code(), without.out());
            assertTrue(
                    without.out().contains("this probe keeps no secrets: give it --secrets=DIRECTORY"), without.out());
        }
    }

    @Test
    void endsWithTwoWhereAParameterIsWrong() throws Exception {
        var ran = script.measure("127.0.0.1", "--set", "ping.size=100");
        assertEquals(2, ran.code(), ran.out() + ran.err());
        assertTrue(ran.err().startsWith("measure: --set ping.size: ping has the fields count, "), ran.err());
        var secrets = script.measure("127.0.0.1", "--secrets=" + root.resolve("nowhere"));
        assertEquals(2, secrets.code(), secrets.out() + secrets.err());
        assertTrue(secrets.err().startsWith("measure: --secrets must be a directory of files, not "), secrets.err());
    }

    private static Result one(String... arguments) throws IOException, InterruptedException {
        var ran = script.measure(with(List.of(arguments), "-o", "json"));
        var lines = ran.out().lines().toList();
        assertEquals(1, lines.size(), ran.out() + ran.err());
        return WireCodec.read(Result.class, lines.getFirst());
    }

    private static String[] with(List<String> arguments, String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String port(@Nullable String address) {
        return String.valueOf(address).replaceAll(".*:", "");
    }

    private static String failed(Result result) {
        return assertInstanceOf(Outcome.Failed.class, result.outcome()).detail();
    }
}
