package io.waddleperf.documents;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What may be named somewhere.
public interface Known<T> {
    /// @return null where there is none of that name
    @Nullable
    T find(String name);

    /// Which names there are, to be told where one is wrong; empty: that is not told.
    String listed();

    /// These, which are told.
    static <T> Known<T> of(Map<String, T> all) {
        return new Known<>() {
            @Override
            public @Nullable T find(String name) {
                return all.get(name);
            }

            @Override
            public String listed() {
                return "; known: " + String.join(", ", all.keySet());
            }
        };
    }

    /// These, which are not told: there may be many, or some that are not everybody's to see.
    static <T> Known<T> untold(Map<String, T> all) {
        return new Known<>() {
            @Override
            public @Nullable T find(String name) {
                return all.get(name);
            }

            @Override
            public String listed() {
                return "";
            }
        };
    }

    /// Any name: whether it is known is found out elsewhere.
    static <T> Known<T> any(T standIn) {
        return new Known<>() {
            @Override
            public T find(String name) {
                return standIn;
            }

            @Override
            public String listed() {
                return "";
            }
        };
    }

    /// @throws FieldException where there is none of that name
    default T require(FieldMap map, String key, String name) {
        T found = find(name);
        if (found == null) {
            throw map.wrong(key, "\"" + name + "\" is not known" + listed());
        }
        return found;
    }
}
