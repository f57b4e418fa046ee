package io.waddleperf.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A path of the API with its parameters; names and values are encoded.
public final class Query {
    private final StringBuilder path;
    private char before = '?';

    private Query(String path) {
        this.path = new StringBuilder(path);
    }

    /// @param path is taken as it is
    public static Query of(String path) {
        return new Query(path);
    }

    /// A further part of the path.
    public Query part(String name) {
        path.append('/').append(encoded(name));
        return this;
    }

    /// @param value nothing is added for null
    public Query with(String name, @Nullable Object value) {
        if (value != null) {
            path.append(before).append(encoded(name)).append('=').append(encoded(value.toString()));
            before = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
