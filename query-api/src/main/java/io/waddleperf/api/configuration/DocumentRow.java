package io.waddleperf.api.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.DocumentKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What documents say besides the things themselves, which stand in the tables of their kinds: labels by which they
/// belong together; and checks and sites, which stand here alone.
///
/// @param check    null: it is none
/// @param location of a site; null: it is none
record DocumentRow(
        DocumentKind kind,
        String name,
        Map<String, String> labels,
        @Nullable Check check,
        @Nullable Location location) {
    static final String ORDER = " ORDER BY kind, name";
    private static final JsonMapper JSON = new JsonMapper();

    /// Of a thing that stands in the table of its kind.
    static DocumentRow of(Document document) {
        return new DocumentRow(document.kind(), document.name(), document.labels(), null, null);
    }

    static DocumentRow of(Document document, Check check) {
        return new DocumentRow(document.kind(), document.name(), document.labels(), check, null);
    }

    static DocumentRow of(Document document, Location site) {
        return new DocumentRow(document.kind(), document.name(), document.labels(), null, site);
    }

    static Sql select() {
        return Sql.of("SELECT kind, name, labels, body FROM document");
    }

    static DocumentRow read(Row row) throws SQLException {
        var kind = DocumentKind.of(row.text("kind"));
        String body = row.textOrNull("body");
        return new DocumentRow(
                kind,
                row.text("name"),
                labels(row.text("labels")),
                body == null || kind != DocumentKind.CHECK ? null : WireCodec.read(Check.class, body),
                body == null || kind != DocumentKind.SITE ? null : WireCodec.read(Location.class, body));
    }

    static List<DocumentRow> all(Connection transaction) throws SQLException {
        return Database.list(transaction, ofKnownKinds(), DocumentRow::read);
    }

    /// Another instance may be newer, and have written kinds that this one does not know.
    static Sql ofKnownKinds() {
        return select().add(" WHERE kind IN ('" + String.join("', '", DocumentKind.names()) + "')")
                .add(ORDER);
    }

    static List<DocumentRow> checks(Connection transaction) throws SQLException {
        return Database.list(transaction, ofKind(DocumentKind.CHECK), DocumentRow::read);
    }

    static Sql ofKind(DocumentKind kind) {
        return select().add(" WHERE kind = ?", kind.wireName()).add(ORDER);
    }

    /// @return null where there is none
    static @Nullable DocumentRow find(Connection transaction, DocumentKind kind, String name) throws SQLException {
        var rows = Database.list(
                transaction, select().add(" WHERE kind = ? AND name = ?", kind.wireName(), name), DocumentRow::read);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    void write(Connection transaction) throws SQLException {
        Database.update(
                transaction,
                Sql.of(
                        "REPLACE INTO document (kind, name, labels, body) VALUES (?, ?, ?, ?)",
                        kind.wireName(),
                        name,
                        json(labels),
                        body()));
    }

    private @Nullable String body() {
        if (check != null) {
            return WireCodec.text(check);
        }
        return location == null ? null : WireCodec.text(location);
    }

    /// @return whether there was one
    static boolean remove(Connection transaction, DocumentKind kind, String name) throws SQLException {
        return Database.update(
                        transaction, Sql.of("DELETE FROM document WHERE kind = ? AND name = ?", kind.wireName(), name))
                > 0;
    }

    private static String json(Map<String, String> labels) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(labels));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels are texts", e);
        }
    }

    private static Map<String, String> labels(String json) throws SQLException {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("labels are no JSON object of texts: " + json, e);
        }
    }
}
