package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.policy.SlotLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One assigned series: what it tests, its rules, its slots.
final class SeriesView {
    /// From a slot's last moment to its result on the topic: the probe's linger and some.
    private static final Duration ON_THE_WAY = Duration.ofSeconds(6);

    private static final long NONE = -1;

    /// What a silent probe has to tell is waited for; all its series would be looked at all the time.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /// By a cron or windows the next slot may be days away: the ledger does not stay so far behind.
    private static final Duration LOOK_ANYWAY = Duration.ofMinutes(30);

    /// A probe may be cut off for a while, and this task be away as well.
    private static final long LONGEST_BEHIND_US = CaughtUp.LONGEST.plusHours(1).toNanos() / 1_000;

    private final long id;
    private final PathView path;
    private final Assignment.Item item;
    private List<Threshold> rules = List.of();
    private Map<String, String> labels = Map.of();

    /// Null until time is known.
    private @Nullable SlotLedger ledger;

    /// As it stands in the store, null before it is asked for: reading it anew for each result was a
    /// tenth of the work.
    private @Nullable SeriesState state;

    /// The start of the minute that is open in the store.
    private long openMinuteUs = NONE;

    SeriesView(long id, PathView path, Assignment.Item item, @Nullable SlotLedger ledger) {
        this.id = id;
        this.path = path;
        this.item = item;
        this.ledger = ledger;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    long id() {
        return id;
    }

    PathView path() {
        return path;
    }

    Assignment.Item item() {
        return item;
    }

    List<Threshold> rules() {
        return rules;
    }

    Map<String, String> labels() {
        return labels;
    }

    /// @param ofIt its labels
    /// @param next the rules that are in force for them
    void rules(Map<String, String> ofIt, List<Threshold> next) {
        labels = ofIt;
        rules = next;
    }

    @Nullable
    SlotLedger ledger() {
        return ledger;
    }

    /// @param store of the states of all series
    SeriesState state(SeriesStore store) {
        if (state == null) {
            state = store.get(id);
        }
        return state;
    }

    /// A change of it did not reach the store.
    void forgetState() {
        state = null;
    }

    void openMinute(long startUs) {
        openMinuteUs = startUs;
    }

    /// Whether nothing more will come to the open minute; told once.
    boolean minuteIsOver(Instant now) {
        if (openMinuteUs == NONE || micros(now) <= openMinuteUs + minuteWaitUs()) {
            return false;
        }
        openMinuteUs = NONE;
        return true;
    }

    /// The result is the ending of its slot.
    ///
    /// @return the slots before it that can have none any more: a probe that was cut off tells more of them
    ///         at once than the ledger can keep apart, in their order
    List<Long> ended(Result result, Instant now) {
        Instant slot = slot(result);
        SlotLedger before = ledger;
        if (slot == null || before == null) {
            return List.of();
        }
        long number = item.cadence().slotNumber(slot);
        if (number < 0) {
            return List.of();
        }
        long passed = number - SlotLedger.AHEAD;
        boolean plausible = !slot.isAfter(now) && !implausible(before, number);
        List<Long> missing = plausible && passed > before.judged() ? missing(before, passed) : List.of();
        ledger = (plausible ? before.settled(passed) : before).ended(number);
        return missing;
    }

    private static @Nullable Instant slot(Result result) {
        return switch (result.cause()) {
            case Cause.Scheduled scheduled -> scheduled.slot();
            case Cause.Autonomous autonomous -> autonomous.slot();
            case Cause.Confirmation _, Cause.Escalated _, Cause.Comparison _, Cause.OnDemand _, Cause.Unknown _ -> null;
        };
    }

    /// When a slot's deadline or the end of the open minute is to be judged next.
    Instant nextLook(Instant now) {
        if (ledger == null) {
            return now;
        }
        long nextUs = item.cadence().slotAfterUs(micros(dueAt(ledger.judged()))) + waitUs();
        if (openMinuteUs != NONE) {
            nextUs = Math.min(nextUs, openMinuteUs + minuteWaitUs() + 1);
        }
        if (!item.runsAtOnce()) {
            nextUs = Math.min(nextUs, micros(now.plus(LOOK_ANYWAY)));
        }
        Instant next = Instant.EPOCH.plus(nextUs, ChronoUnit.MICROS);
        return next.isAfter(now) ? next : now.plus(LOOK_AGAIN);
    }

    /// From a slot's due time to the moment when its ending should have come.
    private long waitUs() {
        return item.goodFor().toNanos() / 1_000 + item.spec().limitUs() + ON_THE_WAY.toNanos() / 1_000;
    }

    private long minuteWaitUs() {
        return 2 * Rollup.MINUTE_US + item.intervalUs();
    }

    /// The slots whose deadline has passed without an ending; they are settled now.
    ///
    /// @param until what is due later may still be on its way
    List<Long> overdue(Instant until, Instant now) {
        if (ledger == null || implausible(ledger, lastOverdue(now))) {
            ledger = new SlotLedger(item.cadence().numberAt(now), 0);
        }
        long upTo = lastOverdue(until);
        if (upTo <= ledger.judged()) {
            return List.of();
        }
        List<Long> missing = missing(ledger, upTo);
        ledger = ledger.settled(upTo);
        return missing;
    }

    private List<Long> missing(SlotLedger before, long upTo) {
        if (item.runsAtOnce()) {
            return before.missing(upTo);
        }
        var missing = new ArrayList<Long>(); // between its slots are numbers without one
        var cadence = item.cadence();
        for (long slot = cadence.slotAfter(before.judged()); slot <= upTo; slot = cadence.slotAfter(slot)) {
            if (before.lacks(slot)) {
                missing.add(slot);
            }
        }
        return missing;
    }

    private long lastOverdue(Instant at) {
        return item.cadence().numberAt(at.minus(waitUs(), ChronoUnit.MICROS));
    }

    /// Of another interval or phase, or of so long ago that hours would be told as missed.
    private boolean implausible(SlotLedger found, long upTo) {
        long mostBehind = SlotLedger.AHEAD + LONGEST_BEHIND_US / item.cadence().stepUs();
        return upTo - found.judged() > mostBehind || found.judged() - upTo > mostBehind;
    }

    Instant dueAt(long slot) {
        return item.cadence().at(slot);
    }
}
