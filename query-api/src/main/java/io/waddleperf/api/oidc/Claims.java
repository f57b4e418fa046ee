package io.waddleperf.api.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a verified token says.
///
/// @param all as JSON has them: texts, numbers, lists, maps
record Claims(Map<String, Object> all) {
    Optional<String> text(String name) {
        return find(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    boolean has(String name) {
        return find(name) != null;
    }

    /// A list of texts, or one text.
    List<String> texts(String name) {
        return switch (find(name)) {
            case String text -> List.of(text);
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    /// A name with slashes is one claim, as URLs are, or the way through maps.
    private @Nullable Object find(String name) {
        if (all.containsKey(name)) {
            return all.get(name);
        }
        Object at = all;
        for (String step : name.split("/", -1)) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(step);
        }
        return at;
    }
}
