package io.waddleperf.api.outlook;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.outlook.Known.Ended;
import io.waddleperf.api.outlook.Known.Lost;
import io.waddleperf.api.outlook.Known.Tested;
import io.waddleperf.api.outlook.Outlook.Item;
import io.waddleperf.api.outlook.Outlook.State;
import io.waddleperf.api.outlook.Reason.Code;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Probe;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides how the series of a schedule stand. Pure: the caller brings what is known, and the time.
final class Prospects {
    private static final String NO_SLOT = "no slot: ";

    private final Known known;
    private final Map<PlannedSeries.Key, PlannedSeries> inForce;
    private final Instant now;

    /// @param inForce which schedule has each series
    Prospects(Known known, Map<PlannedSeries.Key, PlannedSeries> inForce, Instant now) {
        this.known = known;
        this.inForce = Map.copyOf(inForce);
        this.now = now;
    }

    Item of(PlannedSeries series) {
        List<Reason> never = never(series);
        Cadence cadence = cadence(series);
        Instant next = cadence == null ? null : cadence.slotAfter(now);
        if (Cadence.NEVER.equals(next)) {
            never.add(new Reason(
                    Code.NEVER_DUE,
                    "no time that it names lies in its windows",
                    "make a window longer, or the interval shorter"));
        }
        if (!never.isEmpty()) {
            return item(series, State.NOT_DUE, null, never);
        }
        List<Reason> held = heldUp(series);
        State state = held.isEmpty() ? State.DUE : State.HELD_UP;
        if (next != null && waits(series, next)) {
            held.add(new Reason(
                    Code.OUTSIDE_WINDOW,
                    "its windows are closed until " + next.truncatedTo(ChronoUnit.SECONDS),
                    "wait, or change the schedule's windows"));
        }
        return item(series, state, next, held);
    }

    private static Item item(PlannedSeries series, State state, @Nullable Instant next, List<Reason> reasons) {
        return new Item(
                series.probe().id(),
                series.target().id(),
                series.check().name(),
                series.family(),
                state,
                next,
                reasons);
    }

    /// In the phase that it has. Exclusive ones are moved by the scheduler: theirs is known by the
    /// slots that they had.
    private @Nullable Cadence cadence(PlannedSeries series) {
        Cadence usual = series.cadence();
        if (!series.check().spec().test().exclusive()) {
            return usual;
        }
        Ended ended = known.newest().get(series.id());
        Lost lost = known.missed().get(tested(series));
        Instant dueAt = ended != null ? ended.dueAt() : lost != null ? lost.dueAt() : null;
        return dueAt == null ? null : usual.through(dueAt);
    }

    private List<Reason> never(PlannedSeries series) {
        var reasons = new ArrayList<Reason>();
        if (!series.schedule().enabled()) {
            reasons.add(new Reason(
                    Code.SCHEDULE_DISABLED, "the schedule is disabled", "set enabled: true in its schedule"));
        }
        ofProbe(series.probe(), reasons);
        PlannedSeries other = inForce.get(series.key());
        if (reasons.isEmpty()
                && other != null
                && !other.schedule().id().equals(series.schedule().id())) {
            reasons.add(new Reason(
                    Code.OTHER_SCHEDULE,
                    "schedule " + other.schedule().id() + " has the same series every " + other.intervalUs() / 1_000_000
                            + " s, and its tests serve both",
                    "nothing, or give one of the checks another name"));
        }
        if (!series.target().endpoint().fits(series.check().spec())) {
            reasons.add(new Reason(
                    Code.DOES_NOT_FIT,
                    series.check().spec().test().wireName() + " cannot test "
                            + series.target().address(),
                    "give the target a port or a URL, or leave the check out for it"));
        }
        return reasons;
    }

    private void ofProbe(Probe probe, List<Reason> reasons) {
        if (known.revoked().contains(probe.id())) {
            reasons.add(new Reason(
                    Code.PROBE_REVOKED, "the probe was shut out", "let it join again: ./waddleperf probes enrol"));
        }
        if (!probe.enabled()) {
            reasons.add(new Reason(
                    Code.PROBE_DISABLED,
                    "the probe gets no work",
                    known.revoked().contains(probe.id())
                            ? "let it join again"
                            : "give it work again: ./waddleperf probes resume " + probe.id()));
        }
    }

    private List<Reason> heldUp(PlannedSeries series) {
        var reasons = new ArrayList<Reason>();
        switch (known.presence().get(series.probe().id())) {
            case UP -> {}
            case SILENT ->
                reasons.add(new Reason(
                        Code.PROBE_SILENT,
                        "the probe has not been heard of for 30 s or more",
                        "look whether it runs and reaches Kafka; meanwhile it tests by itself"));
            case NEVER_SEEN ->
                reasons.add(new Reason(
                        Code.PROBE_NEVER_SEEN, "the probe has never been heard of", "start it, or leave it out"));
            case null -> {}
        }
        Ended ended = known.newest().get(series.id());
        if (ended != null) {
            ofOutcome(ended, reasons);
        }
        Lost lost = known.missed().get(tested(series));
        if (lost != null && (ended == null || lost.dueAt().isAfter(ended.dueAt()))) {
            reasons.add(ofLost(lost));
        }
        return reasons;
    }

    private static void ofOutcome(Ended ended, List<Reason> reasons) {
        switch (ended.outcome()) {
            case Outcome.Refused(String reason) ->
                reasons.add(new Reason(
                        Code.REFUSED,
                        "the probe refused it at " + ended.dueAt() + ": " + reason,
                        "allow it at the probe, or leave the check or target out"));
            case Outcome.Unsupported(String reason) ->
                reasons.add(new Reason(
                        Code.UNSUPPORTED,
                        "the probe could not run it at " + ended.dueAt() + ": " + reason,
                        "give the probe what it lacks, or leave the check or family out for it"));
            case Outcome.Measured _, Outcome.Failed _, Outcome.TimedOut _, Outcome.Unknown _ -> {}
        }
    }

    private static Reason ofLost(Lost lost) {
        String when = "its slot at " + lost.dueAt().truncatedTo(ChronoUnit.SECONDS) + " ";
        return lost.detail().startsWith(NO_SLOT)
                ? new Reason(
                        Code.WITHHELD,
                        when + "was not given: " + lost.detail().substring(NO_SLOT.length()),
                        "give it a longer interval, more slip or a higher priority, or the other test less time")
                : new Reason(
                        Code.MISSED,
                        when + "had no ending" + (lost.detail().isBlank() ? "" : ": " + lost.detail()),
                        "look whether the probe is overloaded or was away then");
    }

    /// Whether its windows are closed now and will be for longer than an interval.
    private boolean waits(PlannedSeries series, Instant next) {
        var timing = series.schedule().timing();
        return timing != null && !timing.openAt(now) && next.isAfter(now.plus(series.intervalUs(), ChronoUnit.MICROS));
    }

    private static Tested tested(PlannedSeries series) {
        return new Tested(
                series.probe().id(), series.target().id(), series.check().name());
    }
}
