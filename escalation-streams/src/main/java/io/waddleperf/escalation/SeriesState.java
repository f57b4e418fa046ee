package io.waddleperf.escalation;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What is known of one series: its newest result and the last ids, so that none counts twice.
///
/// Kept in a fixed binary form of 145 bytes: state is written for every result, and JSON would be
/// the largest part of that work.
///
/// The newest result's headline metric is NaN where it measured nothing; of each id stand two
/// longs, newest first.
final class SeriesState {
    static final int REMEMBERED = 8;
    private static final int BYTES = 8 + 1 + 8 + REMEMBERED * 16;

    private final long dueAtUs;
    private final byte outcome;
    private final double headlineUs;
    private final long[] ids;

    private SeriesState(long dueAtUs, byte outcome, double headlineUs, long[] ids) {
        this.dueAtUs = dueAtUs;
        this.outcome = outcome;
        this.headlineUs = headlineUs;
        this.ids = ids;
    }

    /// The code of the newest result's outcome.
    byte outcome() {
        return outcome;
    }

    double headlineUs() {
        return headlineUs;
    }

    /// A result that claims to be due later than it came, by more than clocks differ, counts as due
    /// when it came: one wrong clock must not freeze what is newest.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /// @param appendedAt the broker's time of the record
    /// @return the state after this result, or null where the result was counted before
    static @Nullable SeriesState after(@Nullable SeriesState before, Result result, Instant appendedAt) {
        long high = result.id().getMostSignificantBits();
        long low = result.id().getLeastSignificantBits();
        boolean ahead = result.dueAt().isAfter(appendedAt.plus(CLOCKS_DIFFER));
        long dueAtUs = microsOf(ahead ? appendedAt : result.dueAt());
        if (before == null) {
            return of(result, dueAtUs, shifted(new long[REMEMBERED * 2], high, low));
        }
        if (before.knows(high, low)) {
            return null;
        }
        long[] ids = shifted(before.ids, high, low);
        boolean late = dueAtUs < before.dueAtUs;
        return late
                ? new SeriesState(before.dueAtUs, before.outcome, before.headlineUs, ids)
                : of(result, dueAtUs, ids);
    }

    private static SeriesState of(Result result, long dueAtUs, long[] ids) {
        double headline = result.metrics().get(result.test().headline()).orElse(Double.NaN);
        return new SeriesState(dueAtUs, code(result.outcome()), headline, ids);
    }

    private boolean knows(long high, long low) {
        for (int i = 0; i < ids.length; i += 2) {
            if (ids[i] == high && ids[i + 1] == low) {
                return true;
            }
        }
        return false;
    }

    private static long[] shifted(long[] ids, long high, long low) {
        var next = new long[ids.length];
        System.arraycopy(ids, 0, next, 2, ids.length - 2);
        next[0] = high;
        next[1] = low;
        return next;
    }

    private static long microsOf(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /// The codes stand in the store: they never change.
    private static byte code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured _ -> 0;
            case Outcome.Failed _ -> 1;
            case Outcome.TimedOut _ -> 2;
            case Outcome.Refused _ -> 3;
            case Outcome.Unsupported _ -> 4;
            case Outcome.Unknown _ -> 5;
        };
    }

    byte[] bytes() {
        var buffer = ByteBuffer.allocate(BYTES).putLong(dueAtUs).put(outcome).putDouble(headlineUs);
        for (long half : ids) {
            buffer.putLong(half);
        }
        return buffer.array();
    }

    static SeriesState of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        long dueAtUs = buffer.getLong();
        byte outcome = buffer.get();
        double headlineUs = buffer.getDouble();
        var ids = new long[REMEMBERED * 2];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = buffer.getLong();
        }
        return new SeriesState(dueAtUs, outcome, headlineUs, ids);
    }
}
