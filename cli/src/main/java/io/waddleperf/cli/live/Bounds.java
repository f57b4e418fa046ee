package io.waddleperf.cli.live;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Times;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// When a command that goes on ends by itself.
final class Bounds {
    /// So often it is looked whether the time is over.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    @Option(names = "--for", paramLabel = "TIME", description = "end after this time (default: at Ctrl-C)")
    private @Nullable String time;

    @Option(names = "--count", paramLabel = "COUNT", description = "end after so many")
    private @Nullable Long count;

    /// @throws CommandFailure where a bound is none
    Left begin(LongSupplier nanoTime) {
        if (count != null && count < 1) {
            throw new CommandFailure(Exit.WRONG_USE, "--count must be 1 or more, not " + count);
        }
        long limit =
                time == null ? Long.MAX_VALUE : Times.duration("--for", time).toNanos();
        return new Left(nanoTime, limit, count == null ? Long.MAX_VALUE : count);
    }

    /// What is left of it.
    static final class Left {
        private final LongSupplier nanoTime;
        private final long beganNs;
        private final long limitNs;
        private long more;

        private Left(LongSupplier nanoTime, long limitNs, long more) {
            this.nanoTime = nanoTime;
            this.beganNs = nanoTime.getAsLong();
            this.limitNs = limitNs;
            this.more = more;
        }

        void count() {
            more--;
        }

        boolean goesOn() {
            return more > 0 && leftNs() > 0;
        }

        boolean goesOnAfterThis() {
            return more > 1 && leftNs() > 0;
        }

        /// How long to wait for what comes next.
        Duration pause() {
            return atMost(LONGEST_WAIT);
        }

        Duration atMost(Duration wanted) {
            return Duration.ofNanos(Math.clamp(leftNs(), 0, wanted.toNanos()));
        }

        private long leftNs() {
            return limitNs - (nanoTime.getAsLong() - beganNs);
        }
    }
}
