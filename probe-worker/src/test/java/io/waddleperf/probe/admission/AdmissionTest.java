package io.waddleperf.probe.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Test;
import io.waddleperf.probe.admission.Admission.Verdict;
import io.waddleperf.testkit.Samples;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

class AdmissionTest {
    private static final Instant DUE = Samples.AT;

    @org.junit.jupiter.api.Test
    void runsWhatIsInTime() {
        assertInstanceOf(Verdict.Run.class, decide(ping(), DUE.plusSeconds(30)));
    }

    @org.junit.jupiter.api.Test
    void refusesWhatExpired() {
        assertEquals(
                new Verdict.End(new Outcome.Refused("expired at " + DUE.plusSeconds(30))),
                decide(ping(), DUE.plusSeconds(30).plusMillis(1)));
    }

    /// Else its slot had two endings: escalation-streams tells it as missed.
    @org.junit.jupiter.api.Test
    void saysNothingOfASlotThatIsLongOver() {
        Instant end = DUE.plusSeconds(30);
        assertInstanceOf(Verdict.End.class, decide(ping(), end.plusSeconds(2)));
        assertInstanceOf(Verdict.TooLate.class, decide(ping(), end.plusSeconds(3)));
        var unknown = Samples.command("local", Samples.target("192.0.2.1"), Test.UNKNOWN, DUE);
        assertInstanceOf(Verdict.TooLate.class, decide(unknown, end.plusSeconds(3)));
    }

    @org.junit.jupiter.api.Test
    void refusesWhatSomebodyOrderedHoweverLate() {
        var ordered = Command.of(
                new Cause.OnDemand(new UUID(1, 2), "somebody"),
                "local",
                Samples.target("192.0.2.1"),
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                1,
                DUE,
                DUE.plusSeconds(1));
        assertInstanceOf(Verdict.End.class, decide(ordered, DUE.plusSeconds(3_600)));
    }

    @org.junit.jupiter.api.Test
    void knowsWhatIsDoneEvenWhenExpired() {
        var verdict = Admission.decide(ping(), DUE.plusSeconds(60), id -> id.equals(Ids.result(ping().id())));
        assertInstanceOf(Verdict.Duplicate.class, verdict);
    }

    @org.junit.jupiter.api.Test
    void refusesATestThatDoesNotFitTheTarget() {
        var http = Samples.command("local", Samples.target("192.0.2.1"), Test.HTTP, DUE);
        var end = assertInstanceOf(Verdict.End.class, decide(http, DUE));
        assertTrue(
                assertInstanceOf(Outcome.Refused.class, end.outcome()).reason().startsWith("unfit: "));
    }

    @org.junit.jupiter.api.Test
    void doesNotSupportTestsAndFamiliesOfNewerVersions() {
        var unknown = Samples.command("local", Samples.target("192.0.2.1"), Test.UNKNOWN, DUE);
        assertInstanceOf(
                Outcome.Unsupported.class,
                assertInstanceOf(Verdict.End.class, decide(unknown, DUE)).outcome());
        var family = Command.of(
                new Cause.Scheduled("default", DUE),
                "local",
                Samples.target("192.0.2.1"),
                "ping",
                Family.UNKNOWN,
                PingSpec.DEFAULT,
                1,
                DUE,
                DUE.plusSeconds(30));
        assertInstanceOf(
                Outcome.Unsupported.class,
                assertInstanceOf(Verdict.End.class, decide(family, DUE)).outcome());
    }

    @org.junit.jupiter.api.Test
    void letsEachAddressHaveItsRateAndAllTheirs() {
        long[] now = {0};
        var rates = new TestRates(1, 3, () -> now[0]);
        var one = InetAddress.ofLiteral("192.0.2.1");
        var two = InetAddress.ofLiteral("192.0.2.2");
        assertEquals(List.of(0L, 0L, 1L, 2L), turns(rates, one, 4), "a burst of two, then one a second");
        assertEquals(List.of(0L, 0L), turns(rates, two, 2));
        now[0] += Duration.ofSeconds(2).toNanos();
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), turns(rates, one, 5));
        var refused = assertInstanceOf(TestRates.Turn.Refused.class, rates.next(one));
        assertEquals("overloaded: more than 1 tests a second of 192.0.2.1", refused.reason());
    }

    private static List<Long> turns(TestRates rates, InetAddress address, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> assertInstanceOf(TestRates.Turn.After.class, rates.next(address)))
                .map(after -> after.nanos() / 1_000_000_000)
                .toList();
    }

    @org.junit.jupiter.api.Test
    void keepsTheMostThatRunAtOnce() throws Exception {
        var slots = new Slots(1, Duration.ofMillis(1));
        assertTrue(slots.acquire());
        assertTrue(!slots.acquire());
        assertEquals(1, slots.taken());
        slots.release();
        assertTrue(slots.acquire());
    }

    private static Command ping() {
        return Samples.command("local", Samples.target("192.0.2.1"), Test.PING, DUE);
    }

    private static Verdict decide(Command command, Instant now) {
        return Admission.decide(command, now, _ -> false);
    }
}
