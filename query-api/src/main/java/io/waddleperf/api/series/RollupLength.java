package io.waddleperf.api.series;

import io.waddleperf.contracts.Rollup;
import java.time.Duration;

/// The lengths of roll-ups, each with its table: minutes are kept for longer than results are, hours for longer still.
enum RollupLength {
    MINUTE("rollup_1m", Rollup.MINUTE_US, Duration.ofDays(1)),
    HOUR("rollup_1h", Rollup.HOUR_US, Duration.ofDays(30));

    private final String table;
    private final long lengthUs;
    private final Duration most;

    RollupLength(String table, long lengthUs, Duration most) {
        this.table = table;
        this.lengthUs = lengthUs;
        this.most = most;
    }

    String table() {
        return table;
    }

    long us() {
        return lengthUs;
    }

    /// Of these as much time is read at once: a sketch has some KB, and a year of hours or a week of minutes would be
    /// dozens of MB for a request.
    Duration most() {
        return most;
    }

    /// The shortest step that is made of whole ones and is no shorter than the wanted.
    long stepUs(long wantedUs) {
        return Math.ceilDiv(wantedUs, lengthUs) * lengthUs;
    }
}
