package io.waddleperf.probe.system;

import java.util.Optional;
import java.util.OptionalDouble;

/// What all CPUs together did since the start of the machine, in ticks (proc_stat(5)).
///
/// @param idle waiting for disks counted in
record CpuTimes(long busy, long idle) {
    /// `user nice system idle iowait irq softirq steal`; what follows is part of user and nice.
    private static final int MOST_COLUMNS = 8;

    private static final int LEAST_COLUMNS = 4;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;

    /// @param procStat the text of `/proc/stat`; empty where its first line is not as expected
    static Optional<CpuTimes> parse(String procStat) {
        String line = procStat.lines().findFirst().orElse("");
        String[] columns = line.strip().split("\\s+", -1);
        if (!columns[0].equals("cpu") || columns.length <= LEAST_COLUMNS) {
            return Optional.empty();
        }
        long busy = 0;
        long idle = 0;
        for (int i = 0; i < Math.min(MOST_COLUMNS, columns.length - 1); i++) {
            long ticks = Numbers.count(columns[i + 1]).orElse(-1);
            if (ticks < 0) {
                return Optional.empty();
            }
            if (i == IDLE || i == IOWAIT) {
                idle += ticks;
            } else {
                busy += ticks;
            }
        }
        return Optional.of(new CpuTimes(busy, idle));
    }

    /// The share of the time since then in which CPUs worked; empty where no tick has passed.
    OptionalDouble busyRatioSince(CpuTimes earlier) {
        long busyTicks = Math.max(0, busy - earlier.busy);
        long idleTicks = Math.max(0, idle - earlier.idle); // iowait may go back
        long all = busyTicks + idleTicks;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) busyTicks / all);
    }
}
