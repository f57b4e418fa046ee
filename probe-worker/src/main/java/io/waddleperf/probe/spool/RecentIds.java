package io.waddleperf.probe.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// The result ids of at least the last so many minutes: two generations, of which the older is
/// dropped when the younger is full of age. 32 to 64 bytes an id.
final class RecentIds {
    private final long spanMs;
    private IdSet young = new IdSet();
    private IdSet old = new IdSet();
    private long youngSinceMs;

    RecentIds(Duration span) {
        this.spanMs = span.toMillis();
    }

    void add(UUID id, Instant at) {
        long atMs = at.toEpochMilli();
        if (young.size == 0) {
            youngSinceMs = atMs;
        } else if (atMs - youngSinceMs > spanMs) {
            old = young;
            young = new IdSet();
            youngSinceMs = atMs;
        }
        young.add(id);
    }

    boolean contains(UUID id) {
        return young.contains(id) || old.contains(id);
    }

    /// Open addressing over the two halves of an id; ids are hashes already.
    private static final class IdSet {
        private long[] slots = new long[2 * 1_024];
        private int size;

        void add(UUID id) {
            if (size * 4 >= slots.length) { // half of the slots
                grow();
            }
            int slot = slotOf(id.getMostSignificantBits(), id.getLeastSignificantBits());
            if (slots[slot] == 0 && slots[slot + 1] == 0) {
                slots[slot] = id.getMostSignificantBits();
                slots[slot + 1] = id.getLeastSignificantBits();
                size++;
            }
        }

        boolean contains(UUID id) {
            int slot = slotOf(id.getMostSignificantBits(), id.getLeastSignificantBits());
            return slots[slot] != 0 || slots[slot + 1] != 0;
        }

        /// Where the id is, or the free slot where it belongs.
        private int slotOf(long high, long low) {
            int pairs = slots.length / 2;
            int at = Long.hashCode(high ^ low) & (pairs - 1);
            while ((slots[2 * at] != 0 || slots[2 * at + 1] != 0)
                    && (slots[2 * at] != high || slots[2 * at + 1] != low)) {
                at = (at + 1) & (pairs - 1);
            }
            return 2 * at;
        }

        private void grow() {
            long[] before = slots;
            slots = new long[2 * before.length];
            for (int i = 0; i < before.length; i += 2) {
                if (before[i] != 0 || before[i + 1] != 0) {
                    int slot = slotOf(before[i], before[i + 1]);
                    slots[slot] = before[i];
                    slots[slot + 1] = before[i + 1];
                }
            }
        }
    }
}
