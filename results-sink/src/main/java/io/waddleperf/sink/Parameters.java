package io.waddleperf.sink;

import io.waddleperf.database.SqlValues;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The values of a statement, one after the other.
final class Parameters {
    private final PreparedStatement statement;
    private int index;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters whole(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Parameters whole(@Nullable Long value) throws SQLException {
        return value == null ? nothing(Types.BIGINT) : whole(value.longValue());
    }

    Parameters real(OptionalDouble value) throws SQLException {
        return value.isEmpty() ? nothing(Types.DOUBLE) : real(value.getAsDouble());
    }

    Parameters real(@Nullable Double value) throws SQLException {
        return value == null ? nothing(Types.DOUBLE) : real(value.doubleValue());
    }

    private Parameters real(double value) throws SQLException {
        statement.setDouble(++index, value);
        return this;
    }

    Parameters truth(boolean value) throws SQLException {
        statement.setBoolean(++index, value);
        return this;
    }

    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++index, value);
        return this;
    }

    Parameters bytes(byte @Nullable [] value) throws SQLException {
        statement.setBytes(++index, value);
        return this;
    }

    Parameters id(@Nullable UUID value) throws SQLException {
        return bytes(value == null ? null : SqlValues.bytes(value));
    }

    Parameters time(@Nullable Instant value) throws SQLException {
        if (value == null) {
            return nothing(Types.TIMESTAMP);
        }
        statement.setObject(++index, SqlValues.utc(value));
        return this;
    }

    Parameters day(LocalDate value) throws SQLException {
        statement.setObject(++index, value);
        return this;
    }

    private Parameters nothing(int type) throws SQLException {
        statement.setNull(++index, type);
        return this;
    }
}
