package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.waddleperf.api.tests.TestStatus.CommandStatus;
import io.waddleperf.api.tests.TestStatus.Phase;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.RunEvent.Kind;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestStatusTest {
    private static final Instant AT = Samples.AT;
    private static final Request REQUEST = new Request(
            new UUID(1, 2),
            List.of("local"),
            Samples.target("127.0.0.1"),
            List.of(Check.defaultOf(io.waddleperf.contracts.Test.PING)),
            1,
            "api",
            AT,
            AT.plusSeconds(60));

    private static CommandStatus command(List<Step> steps, boolean hasResult, long afterSeconds) {
        return CommandStatus.of(
                REQUEST.commands().getFirst(), steps, hasResult ? "{}" : null, AT.plusSeconds(afterSeconds));
    }

    private static List<Step> steps(String kinds) {
        return kinds.isEmpty()
                ? List.of()
                : Arrays.stream(kinds.split(" "))
                        .map(kind ->
                                new Step(Kind.valueOf(kind), kind.equals("REJECTED") ? "no such probe" : "", AT, null))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, 1, QUEUED",
        "QUEUED, false, 65, QUEUED",
        "QUEUED, false, 66, EXPIRED",
        "QUEUED ACCEPTED, false, 1, ACCEPTED",
        "STARTED ACCEPTED QUEUED, false, 1, RUNNING",
        "STARTED, false, 66, RUNNING",
        "STARTED, false, 67, EXPIRED",
        "STARTED PROGRESS, false, 66, RUNNING",
        "PROGRESS, false, 67, EXPIRED",
        "REJECTED, false, 999, DONE",
        "'', true, 999, DONE",
    })
    void followsACommand(String kinds, boolean hasResult, long afterSeconds, Phase phase) {
        assertEquals(phase, command(steps(kinds), hasResult, afterSeconds).status());
    }

    @Test
    void saysWhyACommandWasRejected() {
        assertEquals(
                "no such probe", command(steps("QUEUED REJECTED"), false, 1).detail());
    }

    @Test
    void saysWhatATestSeesUntilItHasEnded() {
        var seen = new Details.Interval(0, 1_000_000, 941e6, null, null, null, null);
        var steps = List.of(new Step(Kind.STARTED, "", AT, null), new Step(Kind.PROGRESS, "", AT, seen));
        assertEquals(seen, command(steps, false, 1).seen());
        assertEquals(seen, command(steps, false, 1).withoutResult().seen());
        assertNull(command(steps, true, 1).seen());
        assertNull(command(steps, false, 999).seen());
        assertEquals("", command(steps, false, 1).detail());
        assertNull(command(steps, false, 1).ending(), "it is no ending");
    }

    @Test
    void countsEachProbeOnce() {
        var probes = IntStream.range(0, 8).mapToObj(i -> "p" + i).toList();
        var checks = List.of(
                Check.defaultOf(io.waddleperf.contracts.Test.PING), Check.defaultOf(io.waddleperf.contracts.Test.TCP));
        var request = new Request(
                new UUID(1, 2), probes, Samples.target("127.0.0.1"), checks, 1, "api", AT, AT.plusSeconds(60));
        var measured = result(new Outcome.Measured());
        var timedOut = result(new Outcome.TimedOut(1));
        var refused = result(new Outcome.Refused("overloaded"));
        var commands = new ArrayList<CommandStatus>();
        add(commands, request, 0, List.of(), null, List.of(), null, 1);
        add(commands, request, 1, steps("STARTED"), null, List.of(), null, 1);
        add(commands, request, 2, List.of(), measured, steps("QUEUED"), null, 1);
        add(commands, request, 3, List.of(), measured, List.of(), measured, 1);
        add(commands, request, 4, List.of(), measured, List.of(), timedOut, 1);
        add(commands, request, 5, List.of(), refused, List.of(), timedOut, 1);
        add(commands, request, 6, steps("REJECTED"), null, steps("REJECTED"), null, 1);
        add(commands, request, 7, List.of(), measured, List.of(), null, 99);
        assertEquals(
                new ProbeCounts(8, 1, 2, 1, 1, 2, 1),
                TestStatus.of(request, commands).probes());
    }

    private static String result(Outcome outcome) {
        return WireCodec.text(Samples.result(
                "local", "web", io.waddleperf.contracts.Test.PING, AT, outcome, io.waddleperf.contracts.Metrics.NONE));
    }

    private static void add(
            List<CommandStatus> all,
            Request request,
            int probe,
            List<Step> first,
            @Nullable String firstResult,
            List<Step> second,
            @Nullable String secondResult,
            long afterSeconds) {
        var commands = request.commands();
        Instant now = AT.plusSeconds(afterSeconds);
        all.add(CommandStatus.of(commands.get(2 * probe), first, firstResult, now));
        all.add(CommandStatus.of(commands.get(2 * probe + 1), second, secondResult, now));
    }

    @Test
    void isDoneWhenAllCommandsAre() {
        var queued = command(List.of(), false, 1);
        var done = command(List.of(), true, 1);
        var expired = command(List.of(), false, 99);
        assertEquals(
                Phase.QUEUED, TestStatus.of(REQUEST, List.of(queued, queued)).status());
        assertEquals(
                Phase.RUNNING, TestStatus.of(REQUEST, List.of(queued, done)).status());
        assertEquals(Phase.DONE, TestStatus.of(REQUEST, List.of(done, done)).status());
        assertEquals(
                Phase.EXPIRED, TestStatus.of(REQUEST, List.of(done, expired)).status());
    }
}
