package io.waddleperf.probe.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import io.waddleperf.probe.outbox.BrokerContact;
import io.waddleperf.probe.outbox.BrokerTime;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which slots a probe orders by itself, in a time that the test makes.
class AutonomyTest {
    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final long INTERVAL_US = 10_000_000;

    @TempDir
    private Path directory;

    private final FakeClock brokerClock = new FakeClock(Samples.AT);
    private final List<Command> ordered = new ArrayList<>();
    private Duration ahead = Duration.ZERO;
    private boolean room = true;
    private BrokerContact contact = new BrokerContact(this::nanos);
    private BrokerTime brokerTime = unknownTime();
    private Autonomy autonomy;

    @BeforeEach
    void begin() {
        autonomy = start();
    }

    private Autonomy start() {
        brokerTime = unknownTime();
        return new Autonomy("alone", directory.resolve("kept"), contact, brokerTime, AFTER, _ -> {}, new Collected());
    }

    private BrokerTime unknownTime() {
        return new BrokerTime(() -> brokerClock.instant().plus(ahead));
    }

    private long nanos() {
        return ChronoUnit.NANOS.between(Samples.AT, brokerClock.instant());
    }

    @Test
    void ordersNothingWhileKafkaAnswers() throws Exception {
        assign(1);
        for (int i = 0; i < 100; i++) {
            acknowledged();
            passes(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), ordered);
    }

    @Test
    void ordersEachSlotOnceWithTheSchedulersId() throws Exception {
        assign(1);
        acknowledged();
        passes(Duration.ofSeconds(60));
        // the slot at 10 s is too late when Kafka is taken for lost: a later one has come
        assertEquals(slots(20, 30, 40, 50, 60), due());
        for (var command : ordered) {
            var scheduled = Samples.command("alone", Samples.target("127.0.0.1"), ping(), command.dueAt());
            assertEquals(scheduled.id(), command.id());
            assertEquals(command.dueAt().plusSeconds(10), command.expiresAt());
            assertTrue(command.cause() instanceof Cause.Autonomous);
        }
    }

    @Test
    void stopsWhenKafkaIsBackAndBeginsAnewWhenItGoesAgain() throws Exception {
        assign(1);
        acknowledged();
        passes(Duration.ofSeconds(41));
        acknowledged();
        passes(Duration.ofSeconds(15));
        assertEquals(slots(20, 30, 40), due());
        passes(Duration.ofSeconds(8));
        assertEquals(slots(20, 30, 40, 60), due());
    }

    @Test
    void goesByTheBrokersTimeWhereItsOwnClockIsWrong() throws Exception {
        ahead = Duration.ofMinutes(3);
        assign(1);
        acknowledged();
        passes(Duration.ofSeconds(40));
        assertEquals(slots(20, 30, 40), due());
        assertEquals(
                ordered.getLast().dueAt().plusSeconds(10), ordered.getLast().expiresAt());
    }

    @Test
    void goesOnAfterARestartWithoutKafka() throws Exception {
        ahead = Duration.ofMinutes(3);
        assign(1);
        acknowledged();
        autonomy.step(); // the clock's error is noted
        brokerClock.advance(Duration.ofSeconds(35));
        contact = new BrokerContact(this::nanos);
        autonomy = start();
        passes(Duration.ofSeconds(25));
        assertEquals(slots(50, 60), due());
    }

    @Test
    void passesOverWhatIsTooLateWhereThereWasNoRoom() throws Exception {
        assign(1);
        acknowledged();
        room = false;
        passes(Duration.ofSeconds(45));
        assertEquals(List.of(), ordered);
        room = true;
        passes(Duration.ofSeconds(15));
        assertEquals(slots(40, 50, 60), due());
    }

    @Test
    void takesTheNewestAssignmentAndNoExclusiveTest() throws Exception {
        assign(2);
        accept(new Assignment("alone", List.of(), Samples.AT, 1, null, null));
        accept(new Assignment(
                "alone",
                List.of(item(ping()), item(io.waddleperf.contracts.Test.THROUGHPUT)),
                Samples.AT,
                3,
                null,
                Map.of()));
        acknowledged();
        passes(Duration.ofSeconds(31));
        assertEquals(slots(20, 30), due());
    }

    /// Monday, 2:42 in UTC.
    @Test
    void keepsToTheTimesOfACronAndOfWindows() throws Exception {
        var cron = new Cron("43 * * * *", "Asia/Tokyo");
        var window = new Window(List.of("mon"), "03:43", "03:58", "Europe/Berlin");
        accept(new Assignment(
                "alone",
                List.of(
                        timed(item(ping()), 3_600_000_000L, 5_000_000, new Timing(cron, List.of(), null, null)),
                        timed(
                                item(io.waddleperf.contracts.Test.TCP),
                                20_000_000,
                                1_000_000,
                                new Timing(null, List.of(window), null, null))),
                Samples.AT,
                1,
                null,
                null));
        acknowledged();
        passes(Duration.ofSeconds(130));
        assertEquals(slots(61, 65, 81, 101, 121), due());
    }

    private static Assignment.Item timed(Assignment.Item item, long intervalUs, long phaseUs, Timing timing) {
        return new Assignment.Item(
                item.schedule(),
                item.target(),
                item.check(),
                item.family(),
                item.spec(),
                intervalUs,
                phaseUs,
                item.firstAt(),
                item.bounds(),
                item.escalation(),
                timing);
    }

    @Test
    void testsNothingOnceItIsDismissed() throws Exception {
        assign(1);
        acknowledged();
        autonomy.dismissed();
        passes(Duration.ofSeconds(31));
        autonomy = start();
        passes(Duration.ofSeconds(31));
        assertEquals(List.of(), ordered);
    }

    @Test
    void takesNoAssignmentOfAnotherProbe() throws Exception {
        accept(new Assignment("other", List.of(item(ping())), Samples.AT, 1, null, null));
        autonomy = start();
        passes(Duration.ofSeconds(31));
        assertEquals(List.of(), ordered);
    }

    @Test
    void goesOnWhenItsClockIsSetBack() throws Exception {
        assign(1);
        acknowledged();
        passes(Duration.ofSeconds(31));
        ahead = Duration.ofSeconds(-25);
        passes(Duration.ofSeconds(10));
        assertEquals(slots(20, 30, 10), due());
    }

    @Test
    void startsWithNothingWhereTheKeptAssignmentIsBroken() throws Exception {
        Files.writeString(directory.resolve("kept"), "0\n{\"probe\":");
        autonomy = start();
        passes(Duration.ofSeconds(31));
        assertEquals(List.of(), ordered);
        assertFalse(Files.exists(directory.resolve("kept.new")));
    }

    private void assign(long version) {
        accept(new Assignment("alone", List.of(item(ping())), Samples.AT, version, null, null));
    }

    private void accept(Assignment assignment) {
        autonomy.accept(assignment);
    }

    private static io.waddleperf.contracts.Test ping() {
        return io.waddleperf.contracts.Test.PING;
    }

    private static Assignment.Item item(io.waddleperf.contracts.Test test) {
        return new Assignment.Item(
                "default",
                Samples.target("127.0.0.1"),
                test.wireName(),
                Family.IPV4,
                TestSpec.defaultOf(test),
                INTERVAL_US,
                0,
                Samples.AT,
                List.of(),
                null);
    }

    /// With the broker's time.
    private void acknowledged() {
        contact.acknowledged();
        brokerTime.sending().accept(brokerClock.instant().toEpochMilli());
    }

    private void passes(Duration time) throws InterruptedException {
        for (long second = 0; second < time.toSeconds(); second++) {
            brokerClock.advance(Duration.ofSeconds(1));
            autonomy.step();
        }
    }

    private List<Instant> due() {
        return ordered.stream().map(Command::dueAt).toList();
    }

    private static List<Instant> slots(int... seconds) {
        return java.util.Arrays.stream(seconds)
                .mapToObj(Samples.AT::plusSeconds)
                .toList();
    }

    private final class Collected implements Autonomy.Sink {
        @Override
        public boolean hasRoom() {
            return room;
        }

        @Override
        public void accept(Command command) {
            ordered.add(command);
        }
    }
}
