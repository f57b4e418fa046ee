package io.waddleperf.probe.system;

import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What the machine has counted up to one moment.
///
/// @param cpu             null where the system does not count ticks
/// @param recentBusyRatio of the CPUs since the counters were last read, where it tells that instead
/// @param traffic         by the interface's name, in the system's order; empty where it does not tell
record Counters(@Nullable CpuTimes cpu, OptionalDouble recentBusyRatio, Map<String, Traffic> traffic) {
    /// The share of the time since then in which CPUs worked.
    OptionalDouble busyRatioSince(Counters earlier) {
        return cpu == null || earlier.cpu == null ? recentBusyRatio : cpu.busyRatioSince(earlier.cpu);
    }

    /// What an interface counted since then; nothing where it was not there.
    Traffic gainedSince(Counters earlier, String name) {
        Traffic now = traffic.getOrDefault(name, Traffic.NONE);
        return now.since(earlier.traffic.getOrDefault(name, now));
    }

    /// Of all interfaces; empty where the system does not tell.
    OptionalDouble errorsSince(Counters earlier) {
        if (traffic.isEmpty()) {
            return OptionalDouble.empty();
        }
        long errors = traffic.keySet().stream()
                .mapToLong(name -> gainedSince(earlier, name).errors())
                .sum();
        return OptionalDouble.of((double) errors);
    }
}
