package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.api.tests.TestStatus.CommandStatus;
import io.waddleperf.api.tests.TestStatus.Phase;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.RunEvent.Kind;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
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
                        .map(kind -> new Step(Kind.valueOf(kind), kind.equals("REJECTED") ? "no such probe" : ""))
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
