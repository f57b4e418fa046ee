package io.waddleperf.api.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The newest events, in the order in which they came, for listeners that were away for a while.
final class EventRing<E extends EventRing.Held> {
    /// What the ring has to know of an event.
    interface Held {
        String id();

        /// In bytes.
        int length();
    }

    private final int mostEvents;
    private final long mostBytes;
    private final ArrayDeque<E> events = new ArrayDeque<>();
    /// The newest offset of each partition of each topic.
    private final Map<String, Long> newest = new HashMap<>();
    private long bytes;

    EventRing(int mostEvents, long mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    void add(E event) {
        events.addLast(event);
        bytes += event.length();
        note(event);
        while (events.size() > mostEvents || bytes > mostBytes) {
            bytes -= events.removeFirst().length();
        }
    }

    /// An event that nobody will ask for: it is not kept, nor is what came before it.
    void pass(E event) {
        forget();
        note(event);
    }

    /// Whoever asks for what came after one of them is told of a gap.
    void forget() {
        events.clear();
        bytes = 0;
    }

    private void note(E event) {
        Position at = Position.of(event.id()).orElseThrow();
        newest.put(at.partition, at.offset);
    }

    /// What came after the event of that id; empty where it is not here any more.
    Optional<List<E>> after(String id) {
        var later = new ArrayList<E>();
        var newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            E event = newestFirst.next();
            if (event.id().equals(id)) {
                return Optional.of(later.reversed());
            }
            later.add(event);
        }
        return Optional.empty();
    }

    /// How many events of its partition a listener has missed for sure, 1 where that is not known.
    /// What is written in transactions has offsets without an event.
    long missedSince(String id) {
        return Position.of(id)
                .filter(at -> Character.isDigit(at.partition.charAt(0)))
                .map(at -> newest.getOrDefault(at.partition, 0L) - at.offset)
                .filter(missed -> missed > 0)
                .orElse(1L);
    }

    private record Position(String partition, long offset) {
        private static final Pattern FORM = Pattern.compile("([ei]?\\d{1,9}):(\\d{1,18})");

        static Optional<Position> of(String id) {
            var parts = FORM.matcher(id);
            return parts.matches()
                    ? Optional.of(new Position(parts.group(1), Long.parseLong(parts.group(2))))
                    : Optional.empty();
        }
    }
}
