package io.waddleperf.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `INSERT IGNORE` by the driver's bulk protocol, which ignores rows that are there and nothing else.
///
/// The server makes warnings of all errors: of a row that is there already (1062), but also of a
/// value that it cut to fit, and of a row that it left out because it has no partition. Update
/// counts do not tell (in bulk all are "no information"), so the warnings are read. They are those
/// of the last packet only, so each execution has to be one packet: of rows whose nulls stand in
/// the same columns, since the driver begins a new packet where a type changes, and of limited size.
final class BulkInsert<R> {
    private static final int DUPLICATE = 1062;
    /// A note that servers with `binlog_format=STATEMENT` give for every INSERT IGNORE.
    private static final int UNSAFE_FOR_STATEMENT_BINLOG = 1592;
    private static final int NO_PARTITION = 1526;

    /// By default the server keeps 64 warnings, which duplicates alone would fill.
    private static final String KEEP_ALL_WARNINGS = "SET SESSION max_error_count = 65535";

    private final String sql;
    private final Binding<R> binding;

    /// What a row puts into the statement.
    interface Binding<R> {
        void bind(Parameters parameters, R row) throws SQLException;

        /// Equal where the same columns are null.
        int nulls(R row);

        long characters(R row);
    }

    BulkInsert(String sql, Binding<R> binding) {
        this.sql = sql;
        this.binding = binding;
    }

    /// @throws SQLException the first error besides duplicates; nothing is to be committed then
    void run(Connection connection, List<R> rows) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(KEEP_ALL_WARNINGS);
        }
        try (var statement = connection.prepareStatement(sql)) {
            for (var packet : packets(rows)) {
                for (R row : packet) {
                    binding.bind(new Parameters(statement), row);
                    statement.addBatch();
                }
                statement.executeBatch();
                raiseIgnored(statement);
            }
        }
    }

    private List<List<R>> packets(List<R> rows) {
        Map<Integer, List<R>> byNulls = new LinkedHashMap<>();
        for (R row : rows) {
            byNulls.computeIfAbsent(binding.nulls(row), _ -> new ArrayList<>()).add(row);
        }
        var packets = new ArrayList<List<R>>();
        for (var alike : byNulls.values()) {
            packets.addAll(Chunks.of(alike, alike.size(), binding::characters));
        }
        return packets;
    }

    /// A number that tells which of these values are null; of 31 at most.
    static int nulls(@Nullable Object... values) {
        int nulls = 0;
        for (var value : values) {
            nulls = nulls << 1 | (value == null ? 1 : 0);
        }
        return nulls;
    }

    private static void raiseIgnored(PreparedStatement inserted) throws SQLException {
        for (@Nullable SQLWarning ignored = inserted.getWarnings();
                ignored != null;
                ignored = ignored.getNextWarning()) {
            int code = ignored.getErrorCode();
            if (code != DUPLICATE && code != UNSAFE_FOR_STATEMENT_BINLOG) {
                throw new SQLException(ignored.getMessage(), code == NO_PARTITION ? "HY000" : "22000", code);
            }
        }
    }
}
