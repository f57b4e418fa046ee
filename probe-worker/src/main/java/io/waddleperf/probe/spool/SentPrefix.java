package io.waddleperf.probe.spool;

import java.util.HashMap;
import java.util.Map;

/// Turns acknowledgements in any order into the position before which all are acknowledged.
final class SentPrefix {
    private final Map<Long, Long> endByStart = new HashMap<>();
    private long position;

    SentPrefix(long position) {
        this.position = position;
    }

    /// @return whether the prefix grew
    boolean acknowledge(long start, long end) {
        if (start < position) {
            return false; // known already
        }
        endByStart.put(start, end);
        long before = position;
        for (Long next = endByStart.remove(position); next != null; next = endByStart.remove(position)) {
            position = next;
        }
        return position > before;
    }

    long position() {
        return position;
    }

    /// Acknowledged records behind a gap.
    int ahead() {
        return endByStart.size();
    }
}
