package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.api.tests.TestReader.Known;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details.Interval;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.RunEvent.Kind;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a client need not be told again.
final class ToldTest {
    private static final Instant AT = Samples.AT;
    private static final List<Command> COMMANDS = new Request(
                    new UUID(1, 2),
                    IntStream.range(0, 1_000).mapToObj(i -> "p" + i).toList(),
                    Samples.target("127.0.0.1"),
                    List.of(Check.defaultOf(io.waddleperf.contracts.Test.PING)),
                    1,
                    "api",
                    AT,
                    AT.plusSeconds(60))
            .commands();

    private static Step step(Kind kind, int seconds) {
        return new Step(kind, "", AT.plusSeconds(seconds), null);
    }

    private static Known known(int command, List<Step> steps, @Nullable String result) {
        return new Known(COMMANDS.get(command), steps, result);
    }

    private static List<String> tell(Told told, Known... known) {
        return told.news(List.of(known)).stream()
                .peek(told::tell)
                .map(news ->
                        news.name().equals("result") ? news.json() : news.json().replaceAll(".*\"kind\":\"|\".*", ""))
                .toList();
    }

    @Test
    void isEachStepOnceByItsTimeAndThenTheResults() {
        var told = Told.of(null);
        var started = List.of(step(Kind.STARTED, 2), step(Kind.QUEUED, 0), step(Kind.STARTED, 2));
        assertEquals(
                List.of("queued", "rejected", "started", "{}"),
                tell(told, known(0, started, "{}"), known(1, List.of(step(Kind.REJECTED, 1)), null)));
        assertEquals(List.of(), tell(told, known(0, started, "{}")));
    }

    @Test
    void isEachNewSecondOfATestWhileItIsNew() {
        var told = Told.of(null);
        var seen = new Interval(0, 1_000_000, 1e6, null, null, null, null);
        var first = new Step(Kind.PROGRESS, "", AT.plusSeconds(3), seen);
        var second = new Step(Kind.PROGRESS, "", AT.plusSeconds(4), seen);
        assertEquals(List.of("started", "progress"), tell(told, known(0, List.of(step(Kind.STARTED, 2), first), null)));
        assertEquals(List.of(), tell(told, known(0, List.of(first), null)));
        assertEquals(List.of("progress"), tell(told, known(0, List.of(second), null)));
        var news = told.news(List.of(known(0, List.of(new Step(Kind.PROGRESS, "", AT.plusSeconds(5), seen)), null)));
        told.tell(news.getFirst());
        told.untell(news.getFirst());
        assertEquals(List.of("progress"), tell(told, known(0, List.of(second), null)), "it was not taken");
    }

    /// A step that came late is before others by its time.
    @Test
    void leavesNothingOutForWhoComesBack() {
        var told = Told.of(null);
        tell(told, known(0, List.of(step(Kind.STARTED, 2)), null), known(1, List.of(), null));
        var back = Told.of(told.id());
        assertEquals(
                List.of("accepted", "accepted", "{}"),
                tell(
                        back,
                        known(0, List.of(step(Kind.ACCEPTED, 1), step(Kind.STARTED, 2)), null),
                        known(1, List.of(step(Kind.ACCEPTED, 1)), "{}")));
        var first = back.news(List.of(known(0, List.of(), null), known(1, List.of(), "{}"), known(2, List.of(), "{}")))
                .getFirst();
        back.tell(first);
        back.untell(first);
        assertEquals(
                List.of("{}"),
                tell(back, known(0, List.of(), null), known(1, List.of(), "{}"), known(2, List.of(), "{}")));
    }

    @Test
    void isShortEnoughForAHeaderWhereATestHasAsManyCommandsAsItMay() {
        var told = Told.of(null);
        tell(told, COMMANDS.stream().map(one -> new Known(one, List.of(), "{}")).toArray(Known[]::new));
        assertEquals(1_500, told.id().length());
    }

    @Test
    void takesWhatItDidNotMakeForNothing() {
        assertEquals(List.of("{}"), tell(Told.of("0:17"), known(0, List.of(), "{}")));
    }
}
