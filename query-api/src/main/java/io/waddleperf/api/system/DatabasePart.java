package io.waddleperf.api.system;

import io.waddleperf.api.sql.Row;
import io.waddleperf.api.system.SystemView.DatabaseFindings;
import io.waddleperf.api.system.SystemView.Disk;
import io.waddleperf.api.system.SystemView.Galera;
import io.waddleperf.api.system.SystemView.OldestDays;
import io.waddleperf.api.system.SystemView.OutboxFindings;
import io.waddleperf.api.system.SystemView.Table;
import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.ResultPartitions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Asks the database.
@Singleton
final class DatabasePart {
    /// The server itself gives up then.
    private static final int QUERY_SECONDS = 2;

    private static final int MOST_TABLES = 10;
    private static final double FREE_LEAST = 0.05;
    private static final Duration OUTBOX_PATIENCE = Duration.ofMinutes(1);

    private final DataSource pool;

    DatabasePart(DataSource pool) {
        this.pool = pool;
    }

    Part<DatabaseFindings> database() throws SQLException {
        try (var connection = pool.getConnection()) {
            String version = list(connection, "SELECT VERSION() AS version", row -> row.text("version"))
                    .getFirst();
            var tables = list(
                    connection, """
                    SELECT table_name AS name, COALESCE(data_length + index_length, 0) AS bytes,
                        COALESCE(table_rows, 0) AS amount
                    FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY bytes DESC""", row -> new Table(row.text("name"), row.number("bytes"), row.number("amount")));
            var found = new DatabaseFindings(
                    version,
                    tables.stream().mapToLong(Table::sizeBytes).sum(),
                    tables.stream().limit(MOST_TABLES).toList(),
                    oldest(connection),
                    disks(connection),
                    galera(connection));
            String wrong = wrong(found);
            return wrong.isEmpty() ? Part.ok(found) : Part.degraded(found, wrong);
        }
    }

    private static OldestDays oldest(Connection connection) throws SQLException {
        var days = new HashMap<Integer, LocalDate>();
        ResultPartitions.existing(connection)
                .forEach(slot -> days.merge(slot.tier(), slot.day(), (a, b) -> a.isBefore(b) ? a : b));
        var minutes = DayPartitions.existing(connection);
        return new OldestDays(days.get(1), days.get(2), days.get(3), minutes.isEmpty() ? null : minutes.first());
    }

    static String wrong(DatabaseFindings found) {
        Galera galera = found.galera();
        if (galera != null && !galera.wsrepClusterStatus().equals("Primary")) {
            return "wsrep_cluster_status is " + galera.wsrepClusterStatus() + ": this node has lost the majority";
        }
        if (galera != null && !galera.wsrepReady().equals("ON")) {
            return "wsrep_ready is " + galera.wsrepReady() + ": this node takes no statements";
        }
        return Objects.requireNonNullElse(found.disks(), List.<Disk>of()).stream()
                .filter(disk -> disk.freeBytes() < disk.totalBytes() * FREE_LEAST)
                .findFirst()
                .map(disk -> "the database's disk at " + disk.path() + " is full but for " + (disk.freeBytes() >> 20)
                        + " MiB")
                .orElse("");
    }

    private static @Nullable Galera galera(Connection connection) throws SQLException {
        Map<String, String> values = new HashMap<>();
        String wanted = "WHERE Variable_name IN ('wsrep_on', 'wsrep_cluster_status', 'wsrep_ready',"
                + " 'wsrep_cluster_size', 'wsrep_local_state_comment')";
        for (String kind : List.of("VARIABLES ", "STATUS ")) {
            list(
                    connection,
                    "SHOW GLOBAL " + kind + wanted,
                    row -> values.put(row.text("Variable_name"), row.text("Value")) == null);
        }
        return values.getOrDefault("wsrep_on", "OFF").equals("ON")
                ? new Galera(
                        values.getOrDefault("wsrep_cluster_status", "unknown"),
                        values.getOrDefault("wsrep_ready", "unknown"),
                        Integer.parseInt(values.getOrDefault("wsrep_cluster_size", "0")),
                        values.getOrDefault("wsrep_local_state_comment", "unknown"))
                : null;
    }

    /// A plugin that comes with the server and is loaded by whoever wants it; it counts in KiB.
    private static @Nullable List<Disk> disks(Connection connection) throws SQLException {
        var plugin = list(
                connection,
                "SELECT plugin_name AS name FROM information_schema.plugins"
                        + " WHERE plugin_name = 'DISKS' AND plugin_status = 'ACTIVE'",
                row -> row.text("name"));
        return plugin.isEmpty()
                ? null
                : list(
                        connection,
                        "SELECT Path, Total, Available FROM information_schema.DISKS",
                        row -> new Disk(row.text("Path"), row.number("Total") << 10, row.number("Available") << 10));
    }

    Part<OutboxFindings> outbox(InstantSource clock) throws SQLException {
        try (var connection = pool.getConnection()) {
            return list(connection, "SELECT COUNT(*) AS n, MIN(created_at) AS oldest FROM outbox", row -> {
                        Instant oldest = row.instantOrNull("oldest");
                        Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
                        var found = new OutboxFindings(
                                row.number("n"), oldest == null ? null : Math.max(0, age.toMillis() / 1e3));
                        return age.compareTo(OUTBOX_PATIENCE) > 0
                                ? Part.degraded(
                                        found, "changes have been waiting for Kafka for " + age.toSeconds() + " s")
                                : Part.ok(found);
                    })
                    .getFirst();
        }
    }

    private static <T> List<T> list(Connection connection, String sql, Row.Reader<T> reader) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(QUERY_SECONDS);
            try (var rows = statement.executeQuery(sql)) {
                var row = new Row(rows);
                var list = new ArrayList<T>();
                while (rows.next()) {
                    list.add(reader.read(row));
                }
                return list;
            }
        }
    }
}
