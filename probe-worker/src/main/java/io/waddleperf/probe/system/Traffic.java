package io.waddleperf.probe.system;

import java.util.LinkedHashMap;
import java.util.Map;

/// The counters of one interface.
///
/// @param errors of both directions, as are drops
record Traffic(long receivedBytes, long sentBytes, long errors, long drops) {
    static final Traffic NONE = new Traffic(0, 0, 0, 0);

    /// `bytes packets errs drop fifo frame compressed multicast`, then the same of what was sent.
    private static final int COLUMNS = 16;

    private static final int SENT = 8;
    private static final int ERRORS = 2;
    private static final int DROPS = 3;

    /// @param procNetDev the text of `/proc/net/dev`; lines that are not as expected are left out
    /// @return by the interface's name, in the kernel's order
    static Map<String, Traffic> parse(String procNetDev) {
        var byName = new LinkedHashMap<String, Traffic>();
        procNetDev.lines().skip(2).forEach(line -> {
            int colon = line.lastIndexOf(':'); // the name of an alias may hold one, too
            String[] columns = line.substring(colon + 1).strip().split("\\s+", -1);
            if (colon > 0 && columns.length >= COLUMNS) {
                var counts = new long[COLUMNS];
                for (int i = 0; i < COLUMNS; i++) {
                    counts[i] = Numbers.count(columns[i]).orElse(0);
                }
                byName.put(line.substring(0, colon).strip(), of(counts));
            }
        });
        return byName;
    }

    private static Traffic of(long[] counts) {
        return new Traffic(
                counts[0], counts[SENT], counts[ERRORS] + counts[SENT + ERRORS], counts[DROPS] + counts[SENT + DROPS]);
    }

    /// What was counted since then; nothing where a counter was set back.
    Traffic since(Traffic earlier) {
        return new Traffic(
                Math.max(0, receivedBytes - earlier.receivedBytes),
                Math.max(0, sentBytes - earlier.sentBytes),
                Math.max(0, errors - earlier.errors),
                Math.max(0, drops - earlier.drops));
    }
}
