package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a series is due: the same wherever it is asked.
class CadenceTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Window OFFICE = window("08:00", "18:00", "Europe/Berlin", "mon", "tue", "wed", "thu", "fri");
    private static final long MINUTE_US = 60_000_000;

    @Test
    void isDueEveryIntervalInItsPhase() {
        var cadence = new Cadence(10_000_000, 3_000_000, null);
        assertEquals(MONDAY.plusSeconds(3), cadence.slotAfter(MONDAY));
        assertEquals(MONDAY.plusSeconds(13), cadence.slotAfter(MONDAY.plusSeconds(3)));
        assertEquals(-1, cadence.slotNumber(MONDAY));
        assertEquals(MONDAY.plusSeconds(3), cadence.at(cadence.slotNumber(MONDAY.plusSeconds(3))));
    }

    @Test
    void isDueOnlyWithinItsWindows() {
        var cadence = new Cadence(5 * MINUTE_US, 61_000_000, timing(null, OFFICE));
        assertEquals(Instant.parse("2026-11-23T07:01:01Z"), cadence.slotAfter(MONDAY));
        assertEquals(Instant.parse("2026-11-24T07:01:01Z"), cadence.slotAfter(Instant.parse("2026-11-23T16:56:01Z")));
        assertEquals(Instant.parse("2026-11-30T07:01:01Z"), cadence.slotAfter(Instant.parse("2026-11-27T16:56:01Z")));
        assertFalse(cadence.isSlot(cadence.numberAt(MONDAY)));
        assertEquals(-1, cadence.slotNumber(Instant.parse("2026-11-23T17:01:01Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 02:00, mon, 2026-11-23T02:00:00Z, 2026-11-23T22:00:00Z",
        "22:00, 02:00, mon, 2026-11-24T01:58:00Z, 2026-11-24T01:59:00Z",
        "22:00, 02:00, mon, 2026-11-24T01:59:00Z, 2026-11-30T22:00:00Z",
        "00:00, 24:00, wed, 2026-11-23T02:00:00Z, 2026-11-25T00:00:00Z",
        "23:00, 24:00, mon, 2026-11-23T23:59:00Z, 2026-11-30T23:00:00Z"
    })
    void opensAndClosesByTheDayOnWhichAWindowBegins(String from, String to, String day, Instant after, Instant next) {
        assertEquals(next, new Cadence(MINUTE_US, 0, timing(null, window(from, to, "UTC", day))).slotAfter(after));
    }

    /// By what the clock shows: the hour that it passes over has no window, the one that it repeats two.
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T01:59:00Z, 2026-03-30T00:00:00Z",
        "2026-10-25T00:58:00Z, 2026-10-25T00:59:00Z",
        "2026-10-25T00:59:00Z, 2026-10-25T01:00:00Z",
        "2026-10-25T01:59:00Z, 2026-10-26T01:00:00Z"
    })
    void opensAndClosesByTheClockOnTheWall(Instant after, Instant next) {
        var cadence = new Cadence(MINUTE_US, 0, timing(null, window("02:00", "03:00", "Europe/Berlin")));
        assertEquals(next, cadence.slotAfter(after));
    }

    @Test
    void isDueSoMuchAfterTheMinuteThatACronNames() {
        var cron = new Cron("30 3 * * *", "UTC");
        var cadence = new Cadence(cron.shortestUs(), 90_000_000, timing(cron, OFFICE));
        assertEquals(Cadence.NEVER, cadence.slotAfter(MONDAY), "half past three is in no window");
        cadence = new Cadence(cron.shortestUs(), 90_000_000, timing(cron));
        assertEquals(Instant.parse("2026-11-23T03:31:30Z"), cadence.slotAfter(MONDAY));
        assertEquals(Instant.parse("2026-11-24T03:31:30Z"), cadence.slotAfter(Instant.parse("2026-11-23T03:31:30Z")));
        assertEquals(-1, cadence.slotNumber(Instant.parse("2026-11-23T03:30:30Z")));
        long number = cadence.slotNumber(Instant.parse("2026-11-23T03:31:30Z"));
        assertEquals(Instant.parse("2026-11-23T03:31:30Z"), cadence.at(number));
        assertEquals(number, cadence.numberAt(Instant.parse("2026-11-23T03:32:29Z")));
    }

    @Test
    void takesACronsMinutesThatLieInAWindow() {
        var cron = new Cron("0 */3 * * *", "Europe/Berlin");
        var cadence = new Cadence(cron.shortestUs(), 0, timing(cron, OFFICE));
        assertEquals(
                List.of("08:00", "11:00", "14:00"),
                slots(cadence, MONDAY, MONDAY.plus(Duration.ofDays(1))).stream()
                        .map(slot -> slot.toString().substring(11, 16))
                        .toList());
    }

    /// Slot by slot, and number by number, as escalation-streams counts them.
    @Test
    void namesTheSameSlotsOneByOneAsByNumber() {
        long seed = System.nanoTime();
        System.out.println("CadenceTest seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            var cadence = any(random);
            Instant from = Instant.parse(random.nextBoolean() ? "2026-03-28T00:00:00Z" : "2026-10-24T00:00:00Z");
            Instant to = from.plus(Duration.ofDays(3));
            var byNumber = new ArrayList<Instant>();
            for (long number = cadence.numberAt(from) + 1; number <= cadence.numberAt(to); number++) {
                if (cadence.isSlot(number)) {
                    byNumber.add(cadence.at(number));
                    assertEquals(number, cadence.slotNumber(cadence.at(number)));
                    assertEquals(number, cadence.slotAfter(number - 1));
                }
            }
            assertEquals(byNumber, slots(cadence, from, to), () -> cadence + ", seed " + seed);
        }
    }

    private static Cadence any(Random random) {
        var zones = List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
        String zone = zones.get(random.nextInt(zones.size()));
        int from = random.nextInt(24);
        var window = window("%02d:15".formatted(from), "%02d:45".formatted((from + random.nextInt(24)) % 24), zone);
        if (random.nextBoolean()) {
            var cron = new Cron(
                    "%d-50/%d %s * * *".formatted(random.nextInt(20), random.nextInt(7, 20), hours(random)), zone);
            return new Cadence(cron.shortestUs(), random.nextLong(MINUTE_US), timing(cron, window));
        }
        long intervalUs = random.nextLong(20, 1_800) * 1_000_000;
        return new Cadence(intervalUs, random.nextLong(intervalUs), timing(null, window));
    }

    private static String hours(Random random) {
        return random.nextBoolean() ? "*" : "1-" + random.nextInt(2, 23);
    }

    private static List<Instant> slots(Cadence cadence, Instant from, Instant to) {
        var slots = new ArrayList<Instant>();
        for (Instant slot = cadence.slotAfter(from); !slot.isAfter(to); slot = cadence.slotAfter(slot)) {
            slots.add(slot);
        }
        return slots;
    }

    @Test
    void refusesWindowsThatAreTooShortForAnInterval() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> schedule(7_200_000_000L, timing(null, window("08:00", "09:00", "UTC"))));
        assertEquals(
                "windows must each be as long as the longest interval of the schedule and its checks, which is 7200 s,"
                        + " or a cron must say when, not 08:00 to 09:00",
                e.getMessage());
        assertTrue(schedule(3_600_000_000L, timing(null, window("08:00", "09:00", "UTC")))
                .enabled());
    }

    @Test
    void refusesACronThatNamesNoTimeInAWindow() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> schedule(MINUTE_US, timing(new Cron("0 3 * * *", "UTC"), window("08:00", "09:00", "UTC"))));
        assertEquals("cron must name a time within a window, not \"0 3 * * *\"", e.getMessage());
    }

    @Test
    void refusesASlipBeyondTheNextSlot() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> schedule(MINUTE_US, new Timing(null, List.of(), 61_000_000L, 5)));
        assertEquals(
                "slipUs must be at most the time between two slots, which is 60000000, not 61000000", e.getMessage());
    }

    @Test
    void takesTheIntervalOfAScheduleFromItsCron() {
        var schedule = schedule(MINUTE_US, timing(new Cron("0 3 * * *", "UTC")));
        assertEquals(86_400_000_000L, schedule.intervalUs());
        assertEquals(86_400_000_000L, Check.BACKGROUND_TRACEROUTE.intervalUsIn(schedule), "not every 15 minutes");
    }

    private static Schedule schedule(long intervalUs, Timing timing) {
        var check = Check.defaultOf(io.waddleperf.contracts.Test.PING);
        return new Schedule("s", true, List.of(), List.of("web"), List.of(check), intervalUs, MONDAY, 1, null, timing);
    }

    private static Timing timing(@Nullable Cron cron, Window... windows) {
        return new Timing(cron, List.of(windows), null, null);
    }

    private static Window window(String from, String to, String zone, String... days) {
        return new Window(List.of(days), from, to, zone);
    }
}
