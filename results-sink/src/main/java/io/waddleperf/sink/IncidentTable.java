package io.waddleperf.sink;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// The tables `incident` and `incident_member`: each incident at its highest revision, whatever
/// comes in which order and through how many sinks.
final class IncidentTable implements Table<IncidentRow> {
    private static final String DECISIVE = "revision";

    private static final List<String> COLUMNS = List.of(
            DECISIVE,
            "state",
            "opened_at",
            "updated_at",
            "closed_at",
            "scope_kind",
            "scope_subject",
            "severity",
            "members",
            "acknowledged_by",
            "assignee",
            "sentence",
            "document");

    /// The database compares ids as their bytes; so do their texts.
    private static final Comparator<IncidentRow> BY_KEY =
            Comparator.comparing(row -> row.id().toString());

    private final Upsert<IncidentRow> upsert = new Upsert<>(
            "incident",
            Stream.concat(Stream.of("incident_id"), COLUMNS.stream()).toList(),
            Upsert.greater(DECISIVE, COLUMNS),
            new Values());

    private final BulkInsert<Member> members = new BulkInsert<>(
            "INSERT IGNORE INTO incident_member (incident_id, probe, target) VALUES (?, ?, ?)", new MemberColumns());

    private record Member(UUID incident, PathName path) {}

    /// The highest of each incident in this batch; the others are history, which is in its chain.
    @Override
    public Screened<IncidentRow> screen(Connection connection, List<IncidentRow> rows) {
        Map<UUID, IncidentRow> newest = new LinkedHashMap<>();
        for (var row : rows) {
            newest.merge(row.id(), row, IncidentRow::newer);
        }
        return new Screened<>(newest.values().stream().sorted(BY_KEY).toList(), List.of());
    }

    /// The members follow only where the revision is in the table. The upsert holds its rows until
    /// the commit, so nobody can put a higher one there in between.
    @Override
    public void insert(Connection connection, List<IncidentRow> rows) throws SQLException {
        upsert.run(connection, rows);
        var stored = revisions(connection, rows);
        members.run(
                connection,
                rows.stream()
                        .filter(row -> stored.getOrDefault(row.id(), -1L)
                                == row.incident().revision())
                        .flatMap(row ->
                                row.incident().members().stream().map(member -> new Member(row.id(), member.path())))
                        .distinct()
                        .toList());
    }

    private static Map<UUID, Long> revisions(Connection connection, List<IncidentRow> rows) throws SQLException {
        var marks = String.join(",", Collections.nCopies(rows.size(), "?"));
        try (var statement = connection.prepareStatement(
                "SELECT incident_id, revision FROM incident WHERE incident_id IN (" + marks + ")")) {
            var parameters = new Parameters(statement);
            for (var row : rows) {
                parameters.id(row.id());
            }
            var revisions = new HashMap<UUID, Long>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    revisions.put(SqlValues.uuid(found.getBytes(1)), found.getLong(2));
                }
            }
            return revisions;
        }
    }

    /// A row's values in the order of the columns.
    private static final class Values implements Upsert.Values<IncidentRow> {
        @Override
        public void bind(Parameters parameters, IncidentRow row) throws SQLException {
            Incident incident = row.incident();
            parameters
                    .id(incident.id())
                    .whole(incident.revision())
                    .text(incident.state().wireName())
                    .time(incident.openedAt())
                    .time(incident.updatedAt())
                    .time(incident.closedAt())
                    .text(incident.scope().kind().wireName())
                    .text(incident.scope().subject())
                    .text(incident.severity().wireName())
                    .whole(incident.members().size())
                    .text(incident.acknowledgedBy())
                    .text(incident.assignee())
                    .text(incident.sentence())
                    .text(row.document());
        }

        @Override
        public long characters(IncidentRow row) {
            return (long) row.document().length() + row.incident().sentence().length();
        }
    }

    /// A member's values in the order of the statement.
    private static final class MemberColumns implements BulkInsert.Binding<Member> {
        @Override
        public void bind(Parameters parameters, Member member) throws SQLException {
            parameters
                    .id(member.incident())
                    .text(member.path().probe())
                    .text(member.path().target());
        }

        @Override
        public int nulls(Member member) {
            return 0;
        }

        @Override
        public long characters(Member member) {
            return (long) member.path().probe().length()
                    + member.path().target().length();
        }
    }
}
