package io.waddleperf.sink;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.database.OutcomeCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The newest of some results of one series.
///
/// @param measuredAt due time of the newest that measured something, null: none did
record Latest(
        long series,
        Instant dueAt,
        UUID resultId,
        OutcomeCode outcome,
        @Nullable Instant measuredAt,
        String document) {
    /// The database compares the same way: by time, then by id as its bytes.
    private static final Comparator<Latest> BY_TIME = Comparator.comparing(Latest::dueAt)
            .thenComparing(latest -> latest.resultId().toString());

    static Latest of(ResultRow row) {
        var outcome = row.result().outcome();
        return new Latest(
                row.series(),
                row.dueAt(),
                row.result().id(),
                OutcomeCode.of(outcome),
                outcome instanceof Outcome.Measured ? row.dueAt() : null,
                row.document());
    }

    /// Of two of the same series.
    Latest and(Latest other) {
        var newest = BY_TIME.compare(this, other) >= 0 ? this : other;
        return new Latest(
                series,
                newest.dueAt,
                newest.resultId,
                newest.outcome,
                later(measuredAt, other.measuredAt),
                newest.document);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
