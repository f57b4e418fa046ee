package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Every item of every probe by its next slot; asked again and again what is due by now.
///
/// Pure: the caller brings the time. Not safe for threads.
final class Timetable {
    private static final int TIER = 1;

    private record Row(String probe, Assignment.Item item) {}

    private record Entry(Instant slot, Row row) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparing(Entry::slot));
    private Map<Row, Instant> nextSlots = new HashMap<>();

    /// Takes over a changed plan. An item that was there goes on where it stands; a new one, or
    /// any after a restart, begins with the slots that are still good: their commands have the ids
    /// that an earlier life gave them, so a probe runs none twice.
    void replan(Map<String, List<Assignment.Item>> itemsByProbe, Instant now) {
        var next = new HashMap<Row, Instant>();
        itemsByProbe.forEach((probe, items) -> items.forEach(item -> {
            var row = new Row(probe, item);
            Instant known = nextSlots.get(row);
            next.put(row, known != null ? known : Slots.after(item, now.minus(Slots.goodFor(item))));
        }));
        nextSlots = next;
        entries.clear();
        next.forEach((row, slot) -> entries.add(new Entry(slot, row)));
    }

    /// The commands whose slot has come, at most `limit`, earliest first.
    List<Command> due(Instant now, int limit) {
        var commands = new ArrayList<Command>();
        while (commands.size() < limit) {
            Entry first = entries.peek();
            if (first == null || first.slot().isAfter(now)) {
                break;
            }
            entries.remove();
            commands.add(command(first));
            Instant next = Slots.after(first.row().item(), first.slot());
            nextSlots.put(first.row(), next);
            entries.add(new Entry(next, first.row()));
        }
        return commands;
    }

    /// How many series are planned.
    int size() {
        return entries.size();
    }

    private static Command command(Entry entry) {
        Assignment.Item item = entry.row().item();
        return Command.of(
                new Cause.Scheduled(item.schedule(), entry.slot()),
                entry.row().probe(),
                item.target(),
                item.check(),
                item.family(),
                item.spec(),
                TIER,
                entry.slot(),
                entry.slot().plus(Slots.goodFor(item)));
    }
}
