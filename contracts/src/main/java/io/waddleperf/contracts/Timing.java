package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the tests of a schedule are due, besides its interval.
///
/// @param cron     instead of the interval; null: by the interval
/// @param windows  in which they run; empty: always
/// @param slipUs   how much later than its slot a test may be run; null: as is usual for its kind
/// @param priority of exclusive tests that want the same time, 1 to 9, the higher first; null: 5
public record Timing(
        @Nullable Cron cron,
        List<Window> windows,
        @Nullable Long slipUs,
        @Nullable Integer priority) {
    private static final int MOST_WINDOWS = 20;
    static final int USUAL_PRIORITY = 5;

    public Timing {
        windows = List.copyOf(windows);
        Require.range("windows", windows.size(), 0, MOST_WINDOWS);
        if (slipUs != null) {
            Require.range("slipUs", slipUs, Schedule.SHORTEST_US, Schedule.LONGEST_US);
        }
        if (priority != null) {
            Require.range("priority", priority, 1, 9);
        }
    }

    int priorityOrUsual() {
        return priority == null ? USUAL_PRIORITY : priority;
    }

    /// Whether not every interval has its slot.
    boolean narrows() {
        return cron != null || !windows.isEmpty();
    }

    /// Whether a window is open then, or none is asked for.
    public boolean openAt(Instant time) {
        return open(Math.floorDiv(time.getEpochSecond(), 60));
    }

    boolean open(long minute) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.open(minute));
    }

    long opensAfter(long minute) {
        return windows.stream()
                .mapToLong(window -> window.opensAfter(minute))
                .min()
                .orElse(minute + 1);
    }
}
