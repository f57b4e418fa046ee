package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts each result once: into its minute and hour, and as the ending of its slot.
final class Counting {
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
        SeriesState state = SeriesState.of(stores.series().get(id));
        if (state.knows(result.id())) {
            tally.duplicates.increment();
            return null;
        }
        tally.counted.increment();
        if (series != null) {
            series.ended(result);
            state.keep(series.ledger());
        }
        long minuteUs = OpenWindow.start(SeriesView.micros(result.dueAt()), Rollup.MINUTE_US);
        OpenWindow ended = state.add(result, minuteUs, trusted);
        if (series != null) {
            series.openMinute(minuteUs);
        }
        if (ended != null) {
            tell(id, SeriesName.of(result), ended, now);
        }
        OpenWindow alone = series == null ? state.endMinute() : null;
        if (alone != null) {
            tell(id, SeriesName.of(result), alone, now); // nobody watches over its minute
        }
        stores.series().put(id, state.bytes());
        return state;
    }

    private void tell(long id, SeriesName name, OpenWindow minute, Instant now) {
        outlet.send(Topics.ROLLUPS, name.probe(), minute.rollup(name, Rollup.MINUTE_US), now);
        long hourUs = OpenWindow.start(minute.startUs(), Rollup.HOUR_US);
        byte[] stored = stores.hours().get(id);
        OpenWindow hour = stored == null ? null : OpenWindow.read(ByteBuffer.wrap(stored));
        if (hour == null || !hour.takes(hourUs, minute.tier())) {
            hour = new OpenWindow(hourUs, minute.part(), minute.tier());
        }
        hour.add(minute);
        outlet.send(Topics.ROLLUPS, name.probe(), hour.rollup(name, Rollup.HOUR_US), now);
        var buffer = ByteBuffer.allocate(hour.bytes());
        hour.write(buffer);
        stores.hours().put(id, buffer.array());
    }

    /// Tells slots that have had no ending, and minutes to which nothing more will come.
    void sweep(Fleet fleet, Instant now) {
        if (now.isBefore(waitUntil)) {
            return;
        }
        for (ProbeView probe : fleet.probes()) {
            for (PathView path : probe.paths().values()) {
                path.series().forEach(series -> sweep(probe.probe(), series, now));
            }
        }
    }

    /// Settles nothing before then.
    void waitUntil(Instant next) {
        waitUntil = next;
    }

    /// A series that is tested no more: its minute is over, and no slot of it is waited for.
    void end(String probe, SeriesView series, Instant now) {
        byte[] stored = stores.series().get(series.id());
        if (stored != null) {
            SeriesState state = SeriesState.of(stored);
            OpenWindow ended = state.endMinute();
            if (ended != null) {
                tell(series.id(), SeriesName.of(probe, series.item()), ended, now);
            }
            state.keep(null);
            stores.series().put(series.id(), state.bytes());
        }
    }

    private void sweep(String probe, SeriesView series, Instant now) {
        List<Long> missing = series.overdue(now);
        boolean minuteIsOver = series.minuteIsOver(now);
        if (missing.isEmpty() && !minuteIsOver) {
            return;
        }
        missing.forEach(slot -> missed(probe, series, slot, now));
        SeriesState state = SeriesState.of(stores.series().get(series.id()));
        state.keep(series.ledger());
        OpenWindow ended = minuteIsOver ? state.endMinute() : null;
        if (ended != null) {
            tell(series.id(), SeriesName.of(probe, series.item()), ended, now);
        }
        stores.series().put(series.id(), state.bytes());
    }

    private void missed(String probe, SeriesView series, long slot, Instant now) {
        Assignment.Item item = series.item();
        Instant dueAt = series.dueAt(slot);
        var cause = new Cause.Scheduled(item.schedule(), dueAt);
        var command = Ids.command(cause, 1, probe, item.target().id(), item.check(), item.family());
        var subject = new RunEvent.Subject(item.target().id(), item.check(), 1, item.schedule(), dueAt, null);
        var event = RunEvent.of(
                        Ids.run(cause), command, probe, RunEvent.Kind.MISSED, now, "it has had no ending by now")
                .about(subject);
        outlet.send(Topics.RUN_EVENTS, probe, event, now);
        tally.missed.increment();
    }
}
