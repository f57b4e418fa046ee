package io.waddleperf.api.sql;

import io.waddleperf.database.SqlValues;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A statement with its values: texts of the program only, values only by `?`.
public final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    private Sql() {}

    public static Sql of(String text, @Nullable Object... values) {
        return new Sql().add(text, values);
    }

    public Sql add(String text, @Nullable Object... values) {
        this.text.append(text);
        for (Object value : values) {
            this.values.add(bindable(value));
        }
        return this;
    }

    public Sql add(Sql other) {
        text.append(other.text);
        values.addAll(other.values);
        return this;
    }

    /// Adds the condition where there is a value for it.
    public Sql addIf(@Nullable Object value, String condition) {
        return value == null ? this : add(condition, value);
    }

    /// Adds `(?, ?, …)`.
    public Sql addList(Collection<?> elements) {
        String separator = "(";
        for (Object element : elements) {
            add(separator + '?', element);
            separator = ", ";
        }
        return add(")");
    }

    String text() {
        return text.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    /// Times are stored in UTC and ids as 16 bytes, whatever the zone of server or JVM.
    private static @Nullable Object bindable(@Nullable Object value) {
        return switch (value) {
            case Instant at -> SqlValues.utc(at);
            case UUID id -> SqlValues.bytes(id);
            case null, default -> value;
        };
    }
}
