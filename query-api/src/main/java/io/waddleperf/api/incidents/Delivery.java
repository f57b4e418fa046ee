package io.waddleperf.api.incidents;

import io.waddleperf.api.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// News of an incident on its way to one channel.
///
/// @param transition    `opened`, `closed` and the others of docs/reference/notifications.md
/// @param state         `pending`, `sent`, `failed`, `silenced` or `dropped`
/// @param attempts      so far
/// @param nextAttemptAt null where none is to come
/// @param error         of the last attempt; empty where it went well, or is not for whoever asks
public record Delivery(
        String transition,
        String channel,
        String state,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant nextAttemptAt,
        String error) {
    static Delivery of(Row row) throws SQLException {
        String state = row.text("state");
        return new Delivery(
                row.text("transition"),
                row.text("channel"),
                state,
                Math.toIntExact(row.number("attempts")),
                row.instant("created_at"),
                row.instantOrNull("sent_at"),
                state.equals("pending") ? row.instant("next_attempt_at") : null,
                row.text("last_error"));
    }

    /// Without what the channel said: that may name hosts, recipients and words of whoever answered.
    Delivery withheld() {
        return new Delivery(transition, channel, state, attempts, createdAt, sentAt, nextAttemptAt, "");
    }
}
