package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Reservation;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Exclusive tests by request: who gets which time.
class BookingsTest {
    private static final Instant NOW = Samples.AT;
    private static final Target NAS = new Target("nas", "192.0.2.7", true, Map.of(), 1, null);
    private static final Target OTHER = new Target("other", "192.0.2.8", true, Map.of(), 1, null);
    private static final Duration HOLD = Hold.of(ThroughputSpec.DEFAULT);

    private static final Bookings.Due NONE = new Bookings.Due(List.of(), List.of(), List.of());

    private final Bookings bookings = new Bookings();

    @Test
    void startsAtOnceWhereBothEndsAreFree() {
        var one = booked(order("p1", NAS, 120));
        assertEquals(NOW, one.from());
        assertEquals(NOW.plus(HOLD), one.until());
        assertEquals(List.of("host 192.0.2.7", "probe p1"), one.ends());
        assertEquals(NOW.plusSeconds(10), one.command().expiresAt(), "a later start would outlast its slot");
        assertEquals(NOW, booked(order("p2", OTHER, 120)).from());
    }

    @Test
    void letsOneWaitUntilTheOtherMustHaveEndedAtEitherEnd() {
        booked(order("p1", NAS, 300));
        var sameHost = booked(order("p2", NAS, 300));
        assertEquals(NOW.plus(HOLD), sameHost.from());
        var bothTaken = booked(order("p1", NAS, 300));
        assertEquals(NOW.plus(HOLD.multipliedBy(2)), bothTaken.from());
        assertEquals(NOW.plus(HOLD), booked(order("p1", OTHER, 300)).from(), "before the third: its host is another");
    }

    @Test
    void freesTheEndsOfAPromiseThatIsTakenBack() {
        booked(order("p1", NAS, 300));
        var waits = order("p2", NAS, 300);
        booked(waits);
        var withdrawn = bookings.withdraw(waits.id()).orElseThrow();
        assertEquals(true, withdrawn.settled());
        assertFalse(bookings.isSent(waits.id()));
        assertEquals(waits.id(), withdrawn.command().id());
        assertEquals(NOW.plus(HOLD), booked(order("p3", NAS, 300)).from(), "in the place of the other");
        assertTrue(bookings.withdraw(waits.id()).isEmpty(), "it is taken back already");
    }

    @Test
    void whatWasTakenBackHoldsNothingForTheNextOwner() {
        booked(order("p1", NAS, 300));
        var waits = order("p2", NAS, 300);
        var promise = booked(waits);
        var next = new Bookings();
        next.hold(promise);
        next.hold(bookings.withdraw(waits.id()).orElseThrow());
        assertEquals(0, next.size());
        assertFalse(next.isSent(waits.id()));
        assertTrue(next.due(SlotPlan.EMPTY, NOW.plusSeconds(300)).isEmpty());
    }

    @Test
    void takesNothingBackThatWasSent() {
        var sent = order("p1", NAS, 300);
        booked(sent);
        assertFalse(bookings.isSent(sent.id()));
        assertEquals(1, bookings.due(SlotPlan.EMPTY, NOW).send().size());
        assertTrue(bookings.withdraw(sent.id()).isEmpty());
        assertTrue(bookings.isSent(sent.id()));
        assertEquals(NOW.plus(HOLD), booked(order("p2", NAS, 300)).from(), "it holds its ends still");
    }

    @Test
    void saysWhatHoldsTheEndOfWhatCannotRunInTime() {
        var first = order("p1", NAS, 120);
        booked(first);
        booked(order("p2", NAS, 120));
        var refused = assertInstanceOf(Bookings.Answer.Refused.class, book(order("p3", NAS, 60)));
        assertEquals(
                "host 192.0.2.7 is held by throughput from p1 to nas (run " + first.runId() + ") until "
                        + NOW.plus(HOLD) + ", and it may start until " + NOW.plusSeconds(40),
                refusalAfterOne(first));
        assertTrue(refused.reason().contains("from p2 to nas"), refused::reason);
    }

    private static String refusalAfterOne(Command first) {
        var alone = new Bookings();
        alone.book(first, SlotPlan.EMPTY, NOW);
        var answer = alone.book(order("p2", NAS, 50), SlotPlan.EMPTY, NOW);
        return assertInstanceOf(Bookings.Answer.Refused.class, answer).reason();
    }

    @Test
    void goesAroundTheTestsOfSchedules() {
        var slots = SlotPlan.of(List.of(series(NOW.plusSeconds(30))));
        var waits = assertInstanceOf(Bookings.Answer.Booked.class, bookings.book(order("p1", NAS, 300), slots, NOW));
        assertEquals(NOW.plusSeconds(30).plus(HOLD), waits.reservation().from());
        var refused = assertInstanceOf(Bookings.Answer.Refused.class, bookings.book(order("p2", NAS, 60), slots, NOW));
        assertTrue(
                refused.reason().startsWith("host 192.0.2.7 is held by throughput of a schedule until"),
                refused::reason);
        assertEquals(
                NOW,
                assertInstanceOf(Bookings.Answer.Booked.class, bookings.book(order("p3", OTHER, 60), slots, NOW))
                        .reservation()
                        .from());
    }

    @Test
    void startsNothingBeforeItIsDue() {
        var later = order("p1", NAS, 120).due(NOW.plusSeconds(40));
        assertEquals(NOW.plusSeconds(40), booked(later).from());
    }

    /// What was promised must still stand on its topic when it ends.
    @Test
    void promisesNothingThatIsFarAhead() {
        var far = order("p1", NAS, 7_200).due(NOW.plusSeconds(3_600));
        var refused = assertInstanceOf(Bookings.Answer.Refused.class, book(far));
        assertTrue(refused.reason().startsWith("it is due at "), refused::reason);
        int booked = 0;
        while (book(order("p" + booked, NAS, 86_400)) instanceof Bookings.Answer.Booked) {
            booked++;
        }
        assertEquals(Duration.ofMinutes(50).dividedBy(HOLD) + 1, booked);
    }

    @Test
    void sendsEachCommandOnceWhenItsTimeHasCome() {
        var first = order("p1", NAS, 120);
        var second = order("p2", NAS, 120);
        booked(first);
        booked(second);
        assertEquals(List.of(first.id()), sent(bookings.due(SlotPlan.EMPTY, NOW)));
        assertEquals(
                List.of(),
                bookings.due(SlotPlan.EMPTY, NOW.plus(HOLD).minusMillis(1)).send());
        assertEquals(List.of(second.id()), sent(bookings.due(SlotPlan.EMPTY, NOW.plus(HOLD))));
        assertEquals(List.of(), bookings.due(SlotPlan.EMPTY, NOW.plus(HOLD)).send());
    }

    @Test
    void tellsWhatItPromisedAndCouldNotSend() {
        var order = order("p1", NAS, 120);
        booked(order);
        var due = bookings.due(SlotPlan.EMPTY, NOW.plusSeconds(60));
        assertEquals(List.of(), due.send());
        assertEquals(List.of(order.id()), missed(due));
        assertEquals(
                List.of(), bookings.due(SlotPlan.EMPTY, NOW.plusSeconds(60)).missed());
    }

    @Test
    void givesAnOrderThatIsReadAgainTheTimeThatItHad() {
        booked(order("p1", NAS, 300));
        var second = order("p2", NAS, 300);
        var before = booked(second);
        assertEquals(before, booked(second));
        assertEquals(2, bookings.size());
    }

    /// Another scheduler takes over with what stands on the topic of reservations.
    @Test
    void goesOnWithWhatAnEarlierOwnerPromised() {
        var running = booked(order("p1", NAS, 300)).asSettled();
        var waiting = booked(order("p2", NAS, 300));
        var next = new Bookings();
        List.of(running, waiting, waiting).forEach(next::hold);
        Instant later = NOW.plusSeconds(15);
        assertEquals(NONE, next.due(SlotPlan.EMPTY, later), "the first was sent");
        var third =
                assertInstanceOf(Bookings.Answer.Booked.class, next.book(order("p3", NAS, 300), SlotPlan.EMPTY, later));
        assertEquals(waiting.until(), third.reservation().from());
        assertEquals(List.of(waiting.command().id()), sent(next.due(SlotPlan.EMPTY, waiting.from())));
    }

    @Test
    void tellsWhatAnEarlierOwnerPromisedAndNobodySent() {
        var left = booked(order("p1", NAS, 120));
        var next = new Bookings();
        next.hold(left);
        var due = next.due(SlotPlan.EMPTY, NOW.plus(Duration.ofHours(3)));
        assertEquals(
                List.of(new Bookings.Missed(left.asSettled(), "its slot passed before it could be sent")),
                due.missed());
        assertEquals(0, next.size());
        var third = new Bookings();
        List.of(left, left.asSettled()).forEach(third::hold);
        assertEquals(NONE, third.due(SlotPlan.EMPTY, NOW.plus(Duration.ofHours(3))), "it was told already");
    }

    /// It may have been sent.
    @Test
    void tellsNothingOfWhatAVersionPromisedThatDidNotSayWhetherItSentIt() {
        var one = booked(order("p1", NAS, 120));
        var next = new Bookings();
        next.hold(new Reservation(one.command(), one.ends(), one.from(), one.until(), null, null));
        assertEquals(NONE, next.due(SlotPlan.EMPTY, NOW.plusSeconds(60)));
    }

    @Test
    void movesWhatAChangedPlanNeedsTheEndOf() {
        booked(order("p1", NAS, 300));
        var second = booked(order("p2", NAS, 300));
        var third = booked(order("p3", NAS, 300));
        bookings.due(SlotPlan.EMPTY, NOW);
        var changed = SlotPlan.of(List.of(series(second.from())));
        var due = bookings.due(changed, second.from());
        assertEquals(List.of(), due.send());
        assertEquals(List.of(), due.missed());
        var moved = due.moved().getFirst();
        assertEquals(third.until(), moved.from(), "behind the schedule's test and the third's");
        assertEquals(List.of(third.command().id()), sent(bookings.due(changed, third.from())));
        assertEquals(List.of(moved.command().id()), sent(bookings.due(changed, moved.from())));
        assertEquals(moved.from().plus(Hold.START_WITHIN), moved.command().expiresAt());
    }

    @Test
    void saysWhatHoldsTheEndOfWhatAChangedPlanLeavesNoTimeFor() {
        booked(order("p1", NAS, 60));
        var second = booked(order("p2", NAS, 60));
        bookings.due(SlotPlan.EMPTY, NOW);
        var due = bookings.due(SlotPlan.of(List.of(series(second.from()))), second.from());
        assertEquals(List.of(), due.moved());
        var missed = due.missed().getFirst();
        assertEquals(second.command(), missed.reservation().command());
        assertTrue(
                missed.reason().startsWith("no slot: host 192.0.2.7 is held by throughput of a schedule until"),
                missed::reason);
    }

    @Test
    void forgetsWhatHasEndedAndTakesNoMoreThanItCanHold() {
        for (int i = 0; i < 1_000; i++) {
            booked(order(
                    "p" + i,
                    new Target("t" + i, "192.0.2." + i % 250 + ":" + (1 + i), true, Map.of(), 1, null),
                    3_600));
        }
        var refused = assertInstanceOf(Bookings.Answer.Refused.class, book(order("x", OTHER, 3_600)));
        assertEquals("1000 exclusive tests run or wait for their time already", refused.reason());
        assertInstanceOf(
                Bookings.Answer.Booked.class,
                bookings.book(order("y", OTHER, 7_200), SlotPlan.EMPTY, NOW.plus(HOLD.multipliedBy(4))));
    }

    private Reservation booked(Command command) {
        return assertInstanceOf(Bookings.Answer.Booked.class, book(command)).reservation();
    }

    private Bookings.Answer book(Command command) {
        return bookings.book(command, SlotPlan.EMPTY, NOW);
    }

    private static List<UUID> sent(Bookings.Due due) {
        assertTrue(due.send().stream().allMatch(one -> Boolean.TRUE.equals(one.settled())), "the next owner knows");
        return due.send().stream().map(one -> one.command().id()).toList();
    }

    private static List<UUID> missed(Bookings.Due due) {
        return due.missed().stream()
                .map(one -> one.reservation().command().id())
                .toList();
    }

    /// Of a schedule, each hour from then on.
    private static ExclusiveSeries series(Instant from) {
        return new ExclusiveSeries(
                micros(from),
                "throughput of a schedule",
                Set.of("host 192.0.2.7", "probe p9"),
                3_600_000_000L,
                HOLD.toNanos() / 1_000);
    }

    private static Command order(String probe, Target target, int goodForSeconds) {
        return Command.of(
                new Cause.OnDemand(UUID.randomUUID(), "operator"),
                probe,
                target,
                "throughput",
                Family.IPV4,
                ThroughputSpec.DEFAULT,
                1,
                NOW,
                NOW.plusSeconds(goodForSeconds));
    }

    private static long micros(Instant time) {
        return java.time.temporal.ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
