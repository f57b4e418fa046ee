package io.waddleperf.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The slots of a series: every interval in its phase, or by a cron; with windows only within these.
///
/// They follow from these fields alone, so that scheduler, probe and streams give a slot the same ids.
/// Slots are numbered: by the intervals since the epoch, with a cron by its minutes. Not every number
/// is a slot's.
///
/// @param intervalUs with a cron the shortest time between two slots
/// @param phaseUs    after the beginning of the interval, or of the minute that the cron names
public record Cadence(
        long intervalUs, long phaseUs, @Nullable Timing timing) {
    /// Where no slot comes any more.
    public static final Instant NEVER = Instant.parse("9999-12-30T00:00:00Z");

    public static final long NEVER_US = ChronoUnit.MICROS.between(Instant.EPOCH, NEVER);

    /// Windows that are passed by without a slot in them: some years.
    private static final int MOST_TRIES = 2_000;

    public Cadence {
        Require.range("intervalUs", intervalUs, Schedule.SHORTEST_US, Schedule.LONGEST_US);
        Require.that(phaseUs >= 0 && phaseUs < intervalUs, "phaseUs", phaseUs, "must be within the interval");
    }

    /// Whether the other has the same slots, whatever else is said of them.
    public boolean sameSlots(Cadence other) {
        return intervalUs == other.intervalUs
                && phaseUs == other.phaseUs
                && Objects.equals(cronOrNull(), other.cronOrNull())
                && windows().equals(other.windows());
    }

    private @Nullable Cron cronOrNull() {
        return timing == null ? null : timing.cron();
    }

    private List<Window> windows() {
        return timing == null ? List.of() : timing.windows();
    }

    /// That any series of the schedule has, before exclusive ones are moved apart.
    ///
    /// @param series its number
    public static Cadence usual(Schedule schedule, Check check, long series) {
        long intervalUs = check.intervalUsIn(schedule);
        boolean onTheDot = schedule.byCron() && check.spec().test().exclusive();
        // stable and spread evenly, so that a fleet does not test all at the same moment
        long spreadUs = schedule.byCron() ? Cron.MINUTE_US : intervalUs;
        return new Cadence(intervalUs, onTheDot ? 0 : Math.floorMod(series, spreadUs), schedule.timing());
    }

    /// The same in the phase in which this is a slot, as far as an interval has one.
    ///
    /// @param slot a little after what a cron names, at most an interval
    public Cadence through(Instant slot) {
        if (!byCron()) {
            return withPhase(Math.floorMod(ChronoUnit.MICROS.between(Instant.EPOCH, slot), intervalUs));
        }
        Instant named = withPhase(0).slotAfter(slot.minus(intervalUs, ChronoUnit.MICROS));
        return withPhase(Math.clamp(ChronoUnit.MICROS.between(named, slot), 0, intervalUs - 1));
    }

    /// Of exclusive tests that want the same time the higher goes first.
    public int priority() {
        return timing == null ? Timing.USUAL_PRIORITY : timing.priorityOrUsual();
    }

    public Cadence withPhase(long otherUs) {
        return new Cadence(intervalUs, otherUs, timing);
    }

    /// @return [#NEVER] where windows leave none
    public Instant slotAfter(Instant time) {
        return instant(slotAfterUs(ChronoUnit.MICROS.between(Instant.EPOCH, time)));
    }

    /// In microseconds since the epoch.
    public long slotAfterUs(long us) {
        Timing narrowing = narrowing();
        if (narrowing == null) {
            return atUs(numberUs(us) + 1);
        }
        long from = us;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long slotUs = nextUs(from, narrowing);
            long minute = minuteOf(slotUs);
            if (narrowing.open(minute)) {
                return slotUs;
            }
            from = narrowing.opensAfter(minute) * Cron.MINUTE_US + shiftUs() - 1;
        }
        return NEVER_US;
    }

    private @Nullable Timing narrowing() {
        return timing != null && timing.narrows() ? timing : null;
    }

    /// Whether a cron says when, and not the interval.
    public boolean byCron() {
        return timing != null && timing.cron() != null;
    }

    private long nextUs(long us, Timing narrowing) {
        Cron cron = narrowing.cron();
        return atUs(cron == null ? numberUs(us) + 1 : cron.nextMinute(numberUs(us)));
    }

    /// By which windows open and close: a cron's own, wherever in it the test is run.
    private long minuteOf(long slotUs) {
        return Math.floorDiv(slotUs - shiftUs(), Cron.MINUTE_US);
    }

    private long shiftUs() {
        return byCron() ? phaseUs : 0;
    }

    /// From one number to the next.
    public long stepUs() {
        return byCron() ? Cron.MINUTE_US : intervalUs;
    }

    /// The last number that is not later.
    public long numberAt(Instant time) {
        return numberUs(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    private long numberUs(long us) {
        return Math.floorDiv(us - phaseUs, stepUs());
    }

    public Instant at(long number) {
        return instant(atUs(number));
    }

    private long atUs(long number) {
        return phaseUs + number * stepUs();
    }

    public boolean isSlot(long number) {
        Timing narrowing = narrowing();
        if (narrowing == null) {
            return true;
        }
        Cron cron = narrowing.cron();
        return (cron == null || cron.falls(number)) && narrowing.open(minuteOf(atUs(number)));
    }

    /// The number of the first slot after that of another.
    public long slotAfter(long number) {
        return numberUs(slotAfterUs(atUs(number)));
    }

    /// The number of the slot that is due then, -1 where none is.
    public long slotNumber(Instant slot) {
        long number = numberAt(slot);
        return at(number).equals(slot) && isSlot(number) ? number : -1;
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }
}
