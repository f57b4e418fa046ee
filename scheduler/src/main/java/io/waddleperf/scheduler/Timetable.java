package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Every series by its next slot; asked again and again what is due by now.
///
/// Pure: the caller brings the time. Not safe for threads. A series takes some 120 bytes, its item in
/// the assignment included (`benchmarks/schedule.sh`).
final class Timetable {
    private static final int TIER = 1;
    private static final Series[] NONE = {};

    private static final class Series extends Wheel.Node {
        private final String probe;
        private Assignment.Item item;

        private Series(String probe, Assignment.Item item) {
            this.probe = probe;
            this.item = item;
        }

        private Instant slot() {
            return Instant.EPOCH.plus(atUs(), ChronoUnit.MICROS);
        }

        private Key key() {
            return Key.of(item);
        }
    }

    /// What tells the series of a probe apart.
    private record Key(String target, String check, Family family) {
        private static Key of(Assignment.Item item) {
            return new Key(item.target().id(), item.check(), item.family());
        }
    }

    private final Wheel<Series> wheel = new Wheel<>();
    private final Map<String, Series[]> byProbe = new HashMap<>();
    private long missed;

    /// Takes over a probe's changed part. A series whose times did not change goes on where it stands;
    /// a new one runs at once. Of a probe that another scheduler had, or this one in an earlier life,
    /// what is still good is ordered again: the commands have the ids that they had there, so the
    /// probe runs none twice.
    ///
    /// @param seen how to take a series that is not planned yet
    /// @param done until when the slots of such a one have been ordered
    void replan(Assignment assignment, Instant now, Slots.Seen seen, Instant done) {
        String probe = assignment.probe();
        var before = byProbe.getOrDefault(probe, NONE);
        var known = HashMap.<Key, Series>newHashMap(before.length);
        for (var series : before) {
            known.put(series.key(), series);
        }
        var planned = new ArrayList<Series>(assignment.items().size());
        for (var item : assignment.items()) {
            var series = known.remove(Key.of(item));
            if (series == null) {
                planned.add(planned(probe, item, firstAfter(done, item, Slots.first(item, now, seen))));
            } else {
                update(series, item, now);
                planned.add(series);
            }
        }
        known.values().forEach(wheel::remove);
        byProbe.put(probe, planned.toArray(NONE));
    }

    private static Instant firstAfter(Instant done, Assignment.Item item, Instant slot) {
        return slot.isAfter(done) ? slot : item.slotAfter(done);
    }

    private Series planned(String probe, Assignment.Item item, Instant slot) {
        var series = new Series(probe, item);
        put(series, slot);
        return series;
    }

    private void update(Series known, Assignment.Item item, Instant now) {
        boolean moves = !sameTimes(known.item, item);
        known.item = item;
        if (moves) {
            wheel.remove(known);
            put(known, item.slotAfter(now));
        }
    }

    private static boolean sameTimes(Assignment.Item one, Assignment.Item other) {
        return one.schedule().equals(other.schedule()) && one.cadence().sameSlots(other.cadence());
    }

    /// A probe that has no part any more.
    void drop(String probe) {
        var series = byProbe.remove(probe);
        if (series != null) {
            List.of(series).forEach(wheel::remove);
        }
    }

    /// Probes that another scheduler has now.
    void dropIf(Predicate<String> gone) {
        byProbe.keySet().stream().filter(gone).toList().forEach(this::drop);
    }

    /// The commands whose slot has come, at most `limit`, earliest first but for those within
    /// [Wheel#WIDTH_US]. Slots that are too late to be run, as after the machine slept, are passed over
    /// and only counted here: that each of them was missed is told by escalation-streams, which waits
    /// for an ending of every slot of an assignment, also while no scheduler runs.
    List<Command> due(Instant now, int limit) {
        var commands = new ArrayList<Command>();
        boolean more = true;
        while (more && commands.size() < limit) {
            more = wheel.take(micros(now), limit - commands.size(), series -> order(series, now, commands));
        }
        return commands;
    }

    private void order(Series series, Instant now, List<Command> commands) {
        Instant slot = series.slot();
        Instant earliest = now.minus(Slots.goodFor(series.item));
        if (slot.isBefore(earliest)) {
            missed += slotsBetween(series.item, slot, earliest);
            put(series, series.item.slotAfter(earliest));
        } else {
            commands.add(command(series, slot));
            put(series, series.item.slotAfter(slot));
        }
    }

    private void put(Series series, Instant slot) {
        wheel.put(series, micros(slot));
    }

    private static long slotsBetween(Assignment.Item item, Instant first, Instant end) {
        long lateUs = Duration.between(first, end).toNanos() / 1000;
        return 1 + lateUs / item.intervalUs();
    }

    /// How many series are planned.
    int size() {
        return wheel.size();
    }

    /// How many slots were passed over because they were too late; no event tells of them from here.
    long missed() {
        return missed;
    }

    private static Command command(Series series, Instant slot) {
        Assignment.Item item = series.item;
        return Command.of(
                new Cause.Scheduled(item.schedule(), slot),
                series.probe,
                item.target(),
                item.check(),
                item.family(),
                item.spec(),
                TIER,
                slot,
                slot.plus(Slots.goodFor(item)));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
