package io.waddleperf.api.sql;

import io.waddleperf.database.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The row of a query at which its cursor stands.
public final class Row {
    private final ResultSet rows;

    public Row(ResultSet rows) {
        this.rows = rows;
    }

    /// What is made of a row.
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    public String text(String column) throws SQLException {
        return present(column, rows.getString(column));
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return rows.getString(column);
    }

    public long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    public @Nullable Double decimalOrNull(String column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : value;
    }

    public boolean flag(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    public Instant instant(String column) throws SQLException {
        return present(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
        LocalDateTime at = rows.getObject(column, LocalDateTime.class);
        return at == null ? null : SqlValues.instant(at);
    }

    public UUID uuid(String column) throws SQLException {
        return present(column, uuidOrNull(column));
    }

    public @Nullable UUID uuidOrNull(String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : SqlValues.uuid(bytes);
    }

    public byte @Nullable [] bytesOrNull(String column) throws SQLException {
        return rows.getBytes(column);
    }

    private static <T> T present(String column, @Nullable T value) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " is null");
        }
        return value;
    }
}
