package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Cause ORDERED = new Cause.OnDemand(new UUID(1, 2), "somebody");

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final List<RunEvent> told = new CopyOnWriteArrayList<>();
    private final Consumer<RunEvent> events = told::add;

    @Test
    void tellsWhoOrderedATestWhatItSees() {
        var command = command(ORDERED);
        var onlooker = new Steps(events, clock).onlooker(command);
        onlooker.saw(second(1));
        Await.until("it is told", SOON, () -> told.size() == 1);
        clock.advance(Duration.ofSeconds(1));
        Await.until("the next is told, too", SOON, () -> {
            onlooker.saw(second(2)); // the first may be on its way still
            return told.size() >= 2;
        });
        var last = told.get(1);
        assertEquals(RunEvent.Kind.PROGRESS, last.kind());
        assertEquals(second(2), last.seen());
        assertEquals(command.id(), last.commandId());
        assertEquals("", last.detail(), "an earlier version takes words for a reason why there is no result");
        assertTrue(!last.id().equals(told.getFirst().id()), "each second is an event of its own");
    }

    @Test
    void tellsNobodyOfTestsThatNobodyWatches() {
        var scheduled = command(new Cause.Scheduled("default", Samples.AT));
        assertSame(Onlooker.NOBODY, new Steps(events, clock).onlooker(scheduled));
        assertSame(Onlooker.NOBODY, new Steps(Steps.NOBODY, clock).onlooker(command(ORDERED)));
    }

    /// The test goes on, and what comes meanwhile is not kept for later.
    @Test
    void isNotHeldUpByABrokerThatIsAway() {
        var away = new Semaphore(0);
        Consumer<RunEvent> slow = event -> {
            away.acquireUninterruptibly();
            told.add(event);
        };
        var onlooker = new Steps(slow, clock).onlooker(command(ORDERED));
        for (int number = 1; number <= 5; number++) {
            onlooker.saw(second(number));
        }
        away.release(10);
        Await.until("the first is told", SOON, () -> told.size() == 1);
        Await.until("then a newer one", SOON, () -> {
            onlooker.saw(second(6));
            return told.size() >= 2;
        });
        assertEquals(second(1), told.getFirst().seen());
        assertEquals(second(6), told.get(1).seen());
    }

    private static Command command(Cause cause) {
        return Command.of(
                cause,
                "local",
                Samples.target("192.0.2.1"),
                "throughput",
                Family.IPV4,
                ThroughputSpec.DEFAULT,
                1,
                Samples.AT,
                Samples.AT.plusSeconds(60));
    }

    private static Details.Interval second(int number) {
        return new Details.Interval((number - 1) * 1_000_000L, number * 1_000_000L, 941e6, null, null, null, null);
    }
}
