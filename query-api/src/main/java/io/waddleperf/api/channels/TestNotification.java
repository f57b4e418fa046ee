package io.waddleperf.api.channels;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a test of a channel is.
///
/// @param attempts how often it was sent
/// @param answer   of the receiver, or why there is none; null: nothing was tried yet
record TestNotification(
        UUID testId,
        String channel,
        Phase status,
        Instant requestedAt,
        int attempts,
        @Nullable String answer) {
    /// After which the notifier tries no more.
    private static final Duration LASTS = Duration.ofMinutes(10);

    /// How far.
    enum Phase implements WireName {
        QUEUED("queued"),
        /// It will be tried again for ten minutes from its begin.
        REFUSED("refused"),
        TAKEN("taken"),
        GIVEN_UP("given-up");

        private final String wireName;

        Phase(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// @throws ProblemException where there is none of that channel, or it is no longer kept
    static TestNotification find(Database database, String channel, UUID id, Instant now) {
        IncidentAction action = database.first(
                        Sql.of("SELECT document FROM incident_action WHERE action_id = ?", id),
                        row -> WireCodec.read(IncidentAction.class, row.text("document")))
                .filter(found -> found.kind() == IncidentAction.Kind.TEST_CHANNEL && channel.equals(found.channel()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemKind.NOT_FOUND, "channel " + channel + " has no test with the id " + id));
        return database.first(
                        Sql.of(
                                "SELECT state, attempts, COALESCE(answer, last_error) AS words FROM notification"
                                        + " WHERE incident_id = ? AND channel = ?",
                                id,
                                channel),
                        row -> of(action, channel, row))
                .orElseGet(() -> unheard(action, channel, now));
    }

    private static TestNotification of(IncidentAction action, String channel, Row row) throws SQLException {
        int attempts = (int) row.number("attempts");
        String words = row.text("words");
        Phase phase = switch (row.text("state")) {
            case "sent" -> Phase.TAKEN;
            case "pending" -> words.isEmpty() ? Phase.QUEUED : Phase.REFUSED;
            default -> Phase.GIVEN_UP;
        };
        return new TestNotification(action.id(), channel, phase, action.at(), attempts, words.isEmpty() ? null : words);
    }

    private static TestNotification unheard(IncidentAction action, String channel, Instant now) {
        boolean over = action.at().plus(LASTS).isBefore(now);
        return new TestNotification(
                action.id(),
                channel,
                over ? Phase.GIVEN_UP : Phase.QUEUED,
                action.at(),
                0,
                over ? "no notifier took it up" : null);
    }
}
