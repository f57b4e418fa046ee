package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Every series by its next slot; asked again and again what is due by now.
///
/// Pure: the caller brings the time. Not safe for threads.
final class Timetable {
    private static final int TIER = 1;

    private record Entry(long series, String probe, Assignment.Item item, Instant slot) {
        Entry next(Instant after) {
            return new Entry(series, probe, item, item.slotAfter(after));
        }

        boolean sameTimes(Assignment.Item other) {
            return item.schedule().equals(other.schedule()) && item.cadence().equals(other.cadence());
        }
    }

    private final PriorityQueue<Entry> queue = new PriorityQueue<>(Comparator.comparing(Entry::slot));
    private Map<Long, Entry> entries = new HashMap<>();
    private Slots.Seen seen = Slots.Seen.AT_START;
    private long missed;

    /// Takes over a changed plan. A series whose times did not change goes on where it stands; a
    /// new one runs at once. After a restart, what is still good is ordered again: the commands
    /// have the ids that an earlier life gave them, so a probe runs none twice.
    void replan(Map<String, Assignment> assignments, Instant now) {
        var next = new HashMap<Long, Entry>();
        assignments.forEach((probe, assignment) -> assignment.items().forEach(item -> {
            long series = Ids.series(probe, item.target().id(), item.check(), item.family());
            Entry known = entries.get(series);
            next.put(series, new Entry(series, probe, item, slot(item, now, known)));
        }));
        entries = next;
        queue.clear();
        queue.addAll(next.values());
        seen = Slots.Seen.SINCE_START;
    }

    private Instant slot(Assignment.Item item, Instant now, @Nullable Entry known) {
        if (known == null) {
            return Slots.first(item, now, seen);
        }
        return known.sameTimes(item) ? known.slot() : item.slotAfter(now);
    }

    /// The commands whose slot has come, at most `limit`, earliest first. Slots that are too late
    /// to be run, as after the machine slept, are passed over and only counted here: that each of
    /// them was missed is told by escalation-streams, which waits for an ending of every slot of an
    /// assignment, also while no scheduler runs.
    List<Command> due(Instant now, int limit) {
        var commands = new ArrayList<Command>();
        while (commands.size() < limit) {
            Entry first = queue.peek();
            if (first == null || first.slot().isAfter(now)) {
                break;
            }
            queue.remove();
            Instant earliest = now.minus(Slots.goodFor(first.item()));
            if (first.slot().isBefore(earliest)) {
                missed += slotsBetween(first, earliest);
                put(first.next(earliest));
            } else {
                commands.add(command(first));
                put(first.next(first.slot()));
            }
        }
        return commands;
    }

    private void put(Entry entry) {
        entries.put(entry.series(), entry);
        queue.add(entry);
    }

    private static long slotsBetween(Entry first, Instant end) {
        long lateUs = Duration.between(first.slot(), end).toNanos() / 1000;
        return 1 + lateUs / first.item().intervalUs();
    }

    /// How many series are planned.
    int size() {
        return queue.size();
    }

    /// How many slots were passed over because they were too late; no event tells of them from here.
    long missed() {
        return missed;
    }

    private static Command command(Entry entry) {
        Assignment.Item item = entry.item();
        return Command.of(
                new Cause.Scheduled(item.schedule(), entry.slot()),
                entry.probe(),
                item.target(),
                item.check(),
                item.family(),
                item.spec(),
                TIER,
                entry.slot(),
                entry.slot().plus(Slots.goodFor(item)));
    }
}
