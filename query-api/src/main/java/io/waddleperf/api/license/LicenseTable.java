package io.waddleperf.api.license;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.configuration.Republication.Republished;
import io.waddleperf.api.configuration.TopicContent;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.kafka.Topics;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The row of the licence, and with it the record on the topic.
@Singleton
final class LicenseTable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Boolean>> FLAGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Database database;
    private final Outbox outbox;

    LicenseTable(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /// @return empty where nobody was ever asked
    Optional<LicenseState> read() {
        return database.first(
                Sql.of("SELECT * FROM license WHERE id = 1 AND asked_of IS NOT NULL"), LicenseTable::state);
    }

    private static LicenseState state(Row row) throws SQLException {
        byte[] askedOf = row.bytesOrNull("asked_of");
        return new LicenseState(
                askedOf == null ? "" : HexFormat.of().formatHex(askedOf),
                row.instant("asked_at"),
                row.textOrNull("away"),
                row.instantOrNull("held_at"),
                row.text("problem"),
                row.text("customer"),
                row.text("tier"),
                row.text("server_id"),
                row.instantOrNull("expires_at"),
                parse(row.text("features"), FLAGS),
                row.instantOrNull("kept_alive_at"));
    }

    void write(LicenseState state) {
        var sql = Sql.of(
                "UPDATE license SET asked_of = ?, asked_at = ?, away = ?, held_at = ?, problem = ?, customer = ?,"
                        + " tier = ?, server_id = ?, expires_at = ?, features = ?, kept_alive_at = ? WHERE id = 1",
                HexFormat.of().parseHex(state.askedOf()),
                state.askedAt(),
                state.away(),
                state.heldAt(),
                state.problem(),
                state.customer(),
                state.tier(),
                state.serverId(),
                state.expiresAt(),
                text(new TreeMap<>(state.features())),
                state.keptAliveAt());
        var _ = database.transaction(transaction -> Database.update(transaction, sql));
    }

    /// Tells the topic what is withheld, where that is something else than it says.
    ///
    /// @return whether it was
    boolean publish(Standing standing, Instant now) {
        Map<String, String> withheld = standing.withheld().entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().wireName(), Map.Entry::getValue));
        return database.transaction(transaction -> publish(transaction, withheld, now));
    }

    private boolean publish(Connection transaction, Map<String, String> withheld, Instant now) throws SQLException {
        var told = told(transaction);
        // where not, another instance was first: what is right is looked at again in a moment
        return !told.withheld.equals(withheld) && tell(transaction, told, withheld, told.version + 1, now);
    }

    /// Tells the topic again what the row says, where it says something else or what readers ignore.
    ///
    /// @return what was done; all of it 0 where nothing was ever told
    /// @throws ProblemException where somebody else tells it at the same time
    Republished republish(Connection transaction, TopicContent topic, Instant now) throws SQLException {
        var told = told(transaction);
        long newest = topic.version(Entitlements.ID);
        boolean never = told.version == 0 && newest == 0;
        var record = topic.values().get(Entitlements.ID);
        boolean says = !never
                && newest == told.version
                && record != null
                && record.path("withheld").equals(JSON.valueToTree(told.withheld));
        boolean writes = !never && !says;
        if (writes && !tell(transaction, told, told.withheld, Math.max(newest, told.version) + 1, now)) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "the licence was told by somebody else just now: try again");
        }
        return new Republished(Topics.ENTITLEMENTS.name(), writes ? 1 : 0, 0, says ? 1 : 0);
    }

    private static Told told(Connection transaction) throws SQLException {
        return Database.list(transaction, Sql.of("SELECT withheld, version FROM license WHERE id = 1"), Told::of)
                .getFirst();
    }

    /// @return false where another instance was first
    private boolean tell(Connection transaction, Told before, Map<String, String> withheld, long version, Instant now)
            throws SQLException {
        var sql = Sql.of(
                "UPDATE license SET withheld = ?, version = ? WHERE id = 1 AND version = ?",
                text(new TreeMap<>(withheld)),
                version,
                before.version);
        if (Database.update(transaction, sql) == 0) {
            return false;
        }
        var entitlements = new Entitlements(Entitlements.ID, withheld, now, version);
        outbox.add(transaction, Topics.ENTITLEMENTS, Entitlements.ID, entitlements);
        return true;
    }

    private record Told(Map<String, String> withheld, long version) {
        static Told of(Row row) throws SQLException {
            return new Told(parse(row.text("withheld"), TEXTS), row.number("version"));
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts has no form as JSON", e);
        }
    }

    private static <T> T parse(String json, TypeReference<T> type) throws SQLException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("license holds what is no JSON object: " + e.getOriginalMessage(), e);
        }
    }
}
