package io.waddleperf.api.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param next the cursor of the next part; null: there is none
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
