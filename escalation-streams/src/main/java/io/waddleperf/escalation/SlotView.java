package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Result;
import io.waddleperf.policy.SlotLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The slots of one assigned series: which have had their ending, and which never will.
///
/// They count from the moment when the series was assigned. When its cadence changes, the slots that
/// were due before are still waited for, beside those of the new one.
final class SlotView {
    /// From a slot's last moment to its result on the topic: the probe's linger and some.
    private static final Duration ON_THE_WAY = Duration.ofSeconds(6);

    private static final long NONE = -1;

    /// By a cron or windows the next slot may be days away: the ledger does not stay so far behind.
    private static final Duration LOOK_ANYWAY = Duration.ofMinutes(30);

    /// A probe may be cut off for a while, and this task be away as well.
    private static final long LONGEST_BEHIND_US = CaughtUp.LONGEST.plusHours(1).toNanos() / 1_000;

    private final Assignment.Item item;
    private final Instant assignedAt;

    /// The immediate slot takes the number of the slot in phase before it, which is of a time when the
    /// schedule was not there.
    private final long first;

    /// From then on another's slots count.
    private Instant until = Cadence.NEVER;

    /// Null until the first result or look.
    private @Nullable SlotLedger ledger;

    /// Those of the cadence before, null where all of them are settled. In memory alone: where the task
    /// moves in that minute, they are not told.
    private @Nullable SlotView former;

    /// A slot that had no ending.
    record Due(Assignment.Item item, Instant at) {}

    /// @param assignedAt by the scheduler's clock, which also says when slots are due
    /// @param ledger     null where no slot of it has been settled or had its ending
    SlotView(Assignment.Item item, Instant assignedAt, @Nullable SlotLedger ledger) {
        this(item, assignedAt, ledger, item.hasImmediateSlot() ? item.cadence().numberAt(item.firstAt()) : NONE);
    }

    private SlotView(Assignment.Item item, Instant assignedAt, @Nullable SlotLedger ledger, long first) {
        this.item = item;
        this.assignedAt = assignedAt;
        this.first = first;
        this.ledger = ledger;
    }

    /// As the next assignment has it. Only a series that was not there before has an immediate slot: what turns to
    /// another schedule goes on with the slots in phase.
    SlotView then(Assignment.Item next, Instant at) {
        if (item.schedule().equals(next.schedule()) && item.cadence().sameSlots(next.cadence())) {
            var view = new SlotView(next, at, ledger, first);
            view.former = former;
            return view;
        }
        until = at;
        var view = new SlotView(next, at, null, NONE);
        view.former = this;
        return view;
    }

    @Nullable
    SlotLedger ledger() {
        return ledger;
    }

    /// The result is the ending of its slot.
    ///
    /// @return the slots before it that can have none any more: a probe that was cut off tells more of them
    ///         at once than the ledger can keep apart, in their order
    List<Due> ended(Result result, Instant now) {
        Instant slot = slot(result);
        return slot == null ? List.of() : ended(slot, now);
    }

    private static @Nullable Instant slot(Result result) {
        return switch (result.cause()) {
            case Cause.Scheduled scheduled -> scheduled.slot();
            case Cause.Autonomous autonomous -> autonomous.slot();
            case Cause.Confirmation _, Cause.Escalated _, Cause.Comparison _, Cause.OnDemand _, Cause.Unknown _ -> null;
        };
    }

    private List<Due> ended(Instant slot, Instant now) {
        List<Due> own = endedHere(slot, now);
        return former == null ? own : joined(former.ended(slot, now), own);
    }

    private static List<Due> joined(List<Due> some, List<Due> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private List<Due> endedHere(Instant slot, Instant now) {
        long number = slot.isBefore(until) ? number(slot) : NONE;
        if (number < 0) {
            return List.of();
        }
        SlotLedger before = ledger == null ? begun(now) : ledger;
        long passed = number - SlotLedger.AHEAD;
        boolean plausible = !slot.isAfter(now) && !implausible(before, number);
        List<Due> missing = plausible && passed > before.judged() ? missing(before, passed) : List.of();
        ledger = (plausible ? before.settled(passed) : before).ended(number);
        return missing;
    }

    private long number(Instant slot) {
        return first != NONE && slot.equals(item.firstAt())
                ? first
                : item.cadence().slotNumber(slot);
    }

    /// Nothing is known of it yet: from when it was assigned, with the immediate slot where the scheduler
    /// runs that.
    private SlotLedger begun(Instant now) {
        boolean fromFirst = first != NONE && item.firstAt().isAfter(assignedAt.minus(item.goodFor()));
        var begun = new SlotLedger(fromFirst ? first - 1 : item.cadence().numberAt(assignedAt), 0);
        return implausible(begun, lastDue(now)) ? new SlotLedger(lastDue(now), 0) : begun;
    }

    /// When the next slot's ending should have come, in microseconds since the epoch.
    long nextDeadlineUs(Instant now) {
        if (ledger == null || former != null) {
            return SeriesView.micros(now);
        }
        long nextUs = ledger.judged() + 1 == first
                ? SeriesView.micros(item.firstAt())
                : item.cadence().slotAfterUs(SeriesView.micros(item.cadence().at(ledger.judged())));
        long deadlineUs = nextUs + waitUs();
        return item.runsAtOnce() ? deadlineUs : Math.min(deadlineUs, SeriesView.micros(now.plus(LOOK_ANYWAY)));
    }

    /// From a slot's due time to the moment when its ending should have come.
    private long waitUs() {
        return item.goodFor().toNanos() / 1_000 + item.spec().limitUs() + ON_THE_WAY.toNanos() / 1_000;
    }

    /// The slots whose deadline has passed without an ending; they are settled now.
    ///
    /// @param told what is due later may still be on its way
    List<Due> overdue(Instant told, Instant now) {
        List<Due> own = overdueHere(told, now);
        SlotView before = former;
        if (before == null) {
            return own;
        }
        List<Due> late = before.overdue(told, now);
        former = before.settled() ? null : before;
        return joined(late, own);
    }

    private boolean settled() {
        return former == null && ledger != null && ledger.judged() >= last();
    }

    private long last() {
        return lastDue(until.minus(1, ChronoUnit.MICROS));
    }

    private List<Due> overdueHere(Instant told, Instant now) {
        if (ledger == null) {
            ledger = begun(now);
        } else if (implausible(ledger, lastOverdue(now))) {
            ledger = new SlotLedger(lastDue(now), 0);
        }
        long upTo = Math.min(lastOverdue(told), last());
        if (upTo <= ledger.judged()) {
            return List.of();
        }
        List<Due> missing = missing(ledger, upTo);
        ledger = ledger.settled(upTo);
        return missing;
    }

    private List<Due> missing(SlotLedger before, long upTo) {
        return numbersMissing(before, upTo).stream()
                .map(number -> new Due(
                        item, number == first ? item.firstAt() : item.cadence().at(number)))
                .toList();
    }

    private List<Long> numbersMissing(SlotLedger before, long upTo) {
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
        return lastDue(at.minus(waitUs(), ChronoUnit.MICROS));
    }

    private long lastDue(Instant at) {
        long number = item.cadence().numberAt(at);
        return number == first && at.isBefore(item.firstAt()) ? number - 1 : number;
    }

    /// Of another interval or phase, or of so long ago that hours would be told as missed.
    private boolean implausible(SlotLedger found, long upTo) {
        long mostBehind = SlotLedger.AHEAD + LONGEST_BEHIND_US / item.cadence().stepUs();
        return upTo - found.judged() > mostBehind || found.judged() - upTo > mostBehind;
    }
}
