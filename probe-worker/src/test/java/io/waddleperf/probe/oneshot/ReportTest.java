package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.probe.execution.ResultWriter;
import io.waddleperf.probe.measure.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Instant NOW = io.waddleperf.testkit.Samples.AT;
    private static final Report PLAIN = new Report(Paint.NONE, Picture.UNICODE);

    @Test
    void saysWhatEachNumberOfAPingMeans() {
        var measurement = new Measurement(
                new Outcome.Measured(),
                Metrics.builder()
                        .put(Metric.LOSS_RATIO, 0.25)
                        .put(Metric.RTT_MIN_US, 10_000)
                        .put(Metric.RTT_MEAN_US, 20_000)
                        .put(Metric.RTT_MAX_US, 30_000)
                        .build(),
                new Samples.Raw(List.of(10_000.0, 20_000.0, 30_000.0)),
                new Details.PingDetails("192.0.2.1", 57, List.of(1)),
                new Measurement.How(TimestampSource.KERNEL_TX_RX, "icmp-dgram", "icmp"));
        assertEquals("""
                ping 192.0.2.1 over IPv4: fine
                  loss                                 25 %   felt by everybody
                  least RTT                           10 ms   the way itself, without any queue
                  mean RTT                            20 ms   there and back; good for calls and games
                  greatest RTT                        30 ms   the slowest answer
                  each round trip              ▁×▅█  10 ms to 30 ms
                  how often which              █         █        █  10 ms to 30 ms
                  192.0.2.1, TTL of the answers 57
                  timed by the kernel, sending and receiving; icmp-dgram, icmp
                """, text(PLAIN, result("192.0.2.1", PingSpec.DEFAULT, measurement)));
    }

    @Test
    void showsPhasesAsTheyFollowEachOther() {
        var measurement = new Measurement(
                new Outcome.Failed(Failure.STATUS, "500, expected 200 to 399"),
                Metrics.builder()
                        .put(Metric.CONNECT_US, 1_000)
                        .put(Metric.FIRST_BYTE_US, 3_000)
                        .build(),
                null,
                new Details.HttpDetails("192.0.2.1", "http://192.0.2.1/", 500, "HTTP/1.1", null),
                new Measurement.How(TimestampSource.USER, "http-get", "http/1.1"));
        String text = text(PLAIN, result("http://192.0.2.1/", HttpSpec.DEFAULT, measurement));
        assertTrue(
                text.startsWith("http http://192.0.2.1/ over IPv4: failed (status): 500, expected 200 to 399\n"), text);
        assertTrue(text.contains("  connect time                 ██████████\n"), text);
        assertTrue(text.contains("  time to first byte                     ██████████"), text);
        assertTrue(text.endsWith("  HTTP/1.1 500 from 192.0.2.1 for http://192.0.2.1/\n"), text);
    }

    @Test
    void listsHops() {
        var hops = List.of(
                new Details.Hop(1, List.of("10.0.0.1"), 3, 3, 100.0, 200.0, 300.0, ""),
                new Details.Hop(2, List.of(), 3, 0, null, null, null, ""));
        var measurement = new Measurement(
                new Outcome.TimedOut(2_000_000),
                Metrics.NONE,
                null,
                new Details.TracerouteDetails("192.0.2.1", "icmp", false, hops),
                Measurement.How.NOT_RUN);
        assertEquals("""
                traceroute 192.0.2.1 over IPv4: no answer within 2 s
                   1  10.0.0.1                                   0 % lost   100 µs / 200 µs / 300 µs
                   2  *                                        100 % lost   no answer
                  192.0.2.1 itself did not answer
                """, text(PLAIN, result("192.0.2.1", TracerouteSpec.DEFAULT, measurement)));
    }

    @Test
    void tellsARouterThatAnswersRarelyFromAPathThatLosesPackets() {
        var hops = List.of(
                new Details.Hop(1, List.of("10.0.0.1"), 10, 4, 100.0, 200.0, 300.0, ""),
                new Details.Hop(2, List.of("10.0.0.2"), 10, 10, 100.0, 200.0, 300.0, ""),
                new Details.Hop(3, List.of(), 10, 0, null, null, null, ""),
                new Details.Hop(4, List.of("10.0.0.4"), 10, 8, 100.0, 200.0, 300.0, ""),
                new Details.Hop(5, List.of("192.0.2.1"), 10, 8, 100.0, 200.0, 300.0, ""));
        var details = new Details.TracerouteDetails("192.0.2.1", "icmp", true, hops);
        assertEquals(
                List.of(
                        " 1  10.0.0.1  60 % lost 100 µs / 200 µs / 300 µs (later hops lose less: it answers rarely)",
                        " 2  10.0.0.2  0 % lost 100 µs / 200 µs / 300 µs",
                        " 3  *  100 % lost no answer (later hops do)",
                        " 4  10.0.0.4  20 % lost 100 µs / 200 µs / 300 µs loss begins here",
                        " 5  192.0.2.1  20 % lost 100 µs / 200 µs / 300 µs"),
                new Seen(Paint.NONE)
                        .lines(details).stream()
                                .map(line ->
                                        line.replaceAll("(?<=\\S)  +", "  ").replace("lost  ", "lost "))
                                .toList());
    }

    /// Answers of others must not steer the terminal.
    @Test
    void letsNoControlCharacterThrough() {
        var details = new Details.SshDetails(
                "192.0.2.1", 22, "SSH-2.0-\u001b[2J\u202eevil", null, null, null, null, null, null);
        var outcome = new Outcome.Failed(Failure.PROTOCOL, "got \u0007\u001b]0;x");
        var measurement = new Measurement(outcome, Metrics.NONE, null, details, Measurement.How.NOT_RUN);
        String text = text(PLAIN, result("192.0.2.1", SshSpec.DEFAULT, measurement));
        assertTrue(text.contains("SSH-2.0-?[2J?evil"), text);
        assertFalse(text.contains("\u001b") || text.contains("\u0007"), text);
    }

    @Test
    void coloursOnlyWhereItMay() {
        var refused = result(
                "192.0.2.1",
                PingSpec.DEFAULT,
                Measurement.notRun(new Outcome.Refused("not allowed: 192.0.2.1 is in the denied 192.0.2.0/24")));
        assertFalse(text(PLAIN, refused).contains("\u001b"));
        assertTrue(text(new Report(Paint.COLOURS, Picture.ASCII), refused).contains("\u001b[31;1mnot run\u001b[0m"));
        assertEquals("2 tests, 1 failed", PLAIN.verdict(2, 1));
        assertEquals("1 test, all fine", PLAIN.verdict(1, 0));
    }

    private static String text(Report report, Result result) {
        return String.join("\n", report.lines(result));
    }

    private static Result result(String address, TestSpec spec, Measurement measurement) {
        var options = Options.of(List.of(address));
        var target = Choice.target(options);
        var cause = new Cause.OnDemand(new UUID(1, 2), "somebody");
        var check = Check.defaultOf(spec.test());
        var family = target.families(check).getFirst();
        var command = Command.of(cause, "local", target, check.name(), family, spec, 1, NOW, NOW.plusSeconds(60));
        return ResultWriter.resultOf(command, NOW, 1_000, measurement, ResultWriter.Circumstances.ORDINARY);
    }
}
