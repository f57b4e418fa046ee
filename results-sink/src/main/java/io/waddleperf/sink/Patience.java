package io.waddleperf.sink;

import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.WriteFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Tries a transaction until it is done, as long as it takes: Kafka keeps what waits behind it.
///
/// It ends early only when the values do not fit, or when the sink stops.
final class Patience {
    /// A transaction of its own at each call.
    interface Attempt<T> {
        T run() throws SQLException;
    }

    /// How it ended.
    sealed interface Ended<T> {}

    record Done<T>(T value) implements Ended<T> {}

    /// No repetition will help.
    record Poison<T>(Exception cause) implements Ended<T> {}

    /// The sink stops; nothing was committed.
    record GaveUp<T>() implements Ended<T> {}

    /// What an operator has to mend is looked at so often.
    private static final Duration UNTIL_MENDED = Duration.ofSeconds(2);

    private final String what;
    private final DatabaseState state;
    private final SinkMetrics metrics;
    private final CountDownLatch stopping;

    /// @param what     in words, for people
    /// @param stopping at 0 there is one attempt and no more
    Patience(String what, DatabaseState state, SinkMetrics metrics, CountDownLatch stopping) {
        this.what = what;
        this.state = state;
        this.metrics = metrics;
        this.stopping = stopping;
    }

    <T> Ended<T> until(Attempt<T> attempt) {
        for (int failed = 1; ; failed++) {
            try {
                T value = attempt.run();
                state.done(what);
                return new Done<>(value);
            } catch (SQLException e) {
                var failure = WriteFailure.of(e);
                if (failure == WriteFailure.BAD_ROW) {
                    return new Poison<>(e);
                }
                metrics.retried(failure);
                if (failed >= worthSaying(failure)) {
                    state.waiting(what, e);
                }
                if (stopsWithin(pause(failure, failed))) {
                    return new GaveUp<>();
                }
            } catch (RuntimeException e) { // a fault of ours or of the driver, with these values
                return new Poison<>(e);
            }
        }
    }

    /// Conflicts are part of the trade.
    private static int worthSaying(WriteFailure failure) {
        return switch (failure) {
            case CERTIFICATION_CONFLICT, LOCK_TIMEOUT, TABLE_CHANGED, PARTITION_MISSING ->
                RetryPolicy.CONFLICTS.attempts();
            case NODE_NOT_READY, CONNECTION_LOST, BAD_ROW, OTHER -> 1;
        };
    }

    private static Duration pause(WriteFailure failure, int failed) {
        return switch (failure) {
            case CERTIFICATION_CONFLICT, LOCK_TIMEOUT, TABLE_CHANGED, PARTITION_MISSING ->
                RetryPolicy.CONFLICTS.pause(failed, ThreadLocalRandom.current());
            case NODE_NOT_READY, CONNECTION_LOST -> RetryPolicy.OUTAGE.pause(failed, ThreadLocalRandom.current());
            case BAD_ROW, OTHER -> UNTIL_MENDED;
        };
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
