package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Counts each result once: into its minute and hour, and as the ending of its slot.
final class Counting {
    private static final Logger LOG = Logger.getLogger(Counting.class);

    private final PathStores stores;
    private final Outlet outlet;
    private final Tally tally;
    private Instant waitUntil = Instant.EPOCH;

    Counting(PathStores stores, Outlet outlet, Tally tally) {
        this.stores = stores;
        this.outlet = outlet;
        this.tally = tally;
    }

    /// @param id     of the result's series
    /// @param series  null where no assignment has it
    /// @param trusted whether it says something of the target now
    /// @return the state of its series, null where the result was counted before
    @Nullable
    SeriesState count(Result result, long id, @Nullable SeriesView series, boolean trusted, Instant now) {
        SeriesState state = series == null ? stores.series().get(id) : series.state(stores.series());
        if (state.knows(result.id())) {
            tally.duplicates.increment();
            return null;
        }
        tally.counted.increment();
        try {
            add(state, result, id, series, trusted, now);
        } catch (RuntimeException e) {
            if (series != null) {
                series.forgetState();
            }
            throw e;
        }
        return state;
    }

    private void add(
            SeriesState state, Result result, long id, @Nullable SeriesView series, boolean trusted, Instant now) {
        if (series != null) {
            series.slots().ended(result, now).forEach(slot -> missed(result.probe(), slot, state, now));
            state.keep(series.slots().ledger());
        }
        long minuteUs = OpenWindow.start(SeriesView.micros(result.dueAt()), Rollup.MINUTE_US);
        OpenWindow ended = state.add(result, minuteUs, trusted);
        if (series != null) {
            series.openMinute(minuteUs);
        }
        if (ended != null) {
            tell(state, id, SeriesName.of(result), ended, false, now);
        }
        OpenWindow alone = series == null ? state.endMinute() : null;
        if (alone != null) {
            tell(state, id, SeriesName.of(result), alone, true, now); // nobody watches over its minute
        }
        stores.series().put(id, state);
    }

    /// @param last whether nothing more is on its way for now
    private void tell(SeriesState state, long id, SeriesName name, OpenWindow minute, boolean last, Instant now) {
        outlet.send(Topics.ROLLUPS, name.probe(), minute.rollup(name, Rollup.MINUTE_US), now);
        for (OpenWindow hour : state.addToHour(minute, id, last)) {
            outlet.send(Topics.ROLLUPS, name.probe(), hour.rollup(name, Rollup.HOUR_US), now);
        }
    }

    /// Tells slots that have had no ending, and minutes to which nothing more will come.
    void sweep(Fleet fleet, Instant now) {
        if (now.isBefore(waitUntil)) {
            return;
        }
        for (SeriesView series : fleet.dueSeries(now)) {
            try {
                ProbeView probe = fleet.probe(series.path().probe());
                Instant upTo = probe == null ? now : probe.caughtUp().upTo(now);
                sweep(series.path().probe(), series, upTo, now);
            } catch (KafkaException e) {
                throw e; // the task itself is in trouble, not the series
            } catch (RuntimeException e) { // nor may one stop the others
                series.forgetState();
                tally.faults.increment();
                LOG.errorf(e, "deadlines of series %d could not be judged", series.id());
            }
            fleet.lookAgain(series, now);
        }
    }

    /// Settles nothing before then.
    void waitUntil(Instant next) {
        waitUntil = next;
    }

    /// A series that is tested no more: its minute is over, and no slot of it is waited for.
    void end(String probe, SeriesView series, Instant now) {
        if (!stores.series().has(series.id())) {
            return; // it never had a result
        }
        SeriesState state = series.state(stores.series());
        state.keep(null);
        endMinute(state, probe, series, now);
    }

    private void sweep(String probe, SeriesView series, Instant upTo, Instant now) {
        List<SlotView.Due> missing = series.slots().overdue(upTo, now);
        boolean minuteIsOver = series.minuteIsOver(now);
        if (missing.isEmpty() && !minuteIsOver) {
            return;
        }
        SeriesState state = series.state(stores.series());
        missing.forEach(slot -> missed(probe, slot, state, now));
        state.keep(series.slots().ledger());
        if (minuteIsOver) {
            endMinute(state, probe, series, now);
        } else {
            stores.series().put(series.id(), state);
        }
    }

    private void endMinute(SeriesState state, String probe, SeriesView series, Instant now) {
        OpenWindow ended = state.endMinute();
        if (ended != null) {
            tell(state, series.id(), SeriesName.of(probe, series.item()), ended, true, now);
        }
        stores.series().put(series.id(), state);
    }

    private void missed(String probe, SlotView.Due slot, SeriesState state, Instant now) {
        Assignment.Item item = slot.item();
        Instant dueAt = slot.at();
        var cause = new Cause.Scheduled(item.schedule(), dueAt);
        var command = Ids.command(cause, 1, probe, item.target().id(), item.check(), item.family());
        if (state.knows(Ids.result(command))) {
            return; // it had its ending before its series was assigned anew
        }
        var subject = new RunEvent.Subject(item.target().id(), item.check(), 1, item.schedule(), dueAt, null);
        var event = RunEvent.of(
                        Ids.run(cause), command, probe, RunEvent.Kind.MISSED, now, "it has had no ending by now")
                .about(subject);
        outlet.send(Topics.RUN_EVENTS, probe, event, now);
        tally.missed.increment();
    }
}
