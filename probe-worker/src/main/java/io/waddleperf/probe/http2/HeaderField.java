package io.waddleperf.probe.http2;

import java.util.List;
import java.util.Optional;

/// A line of a head.
///
/// @param name in lower case
public record HeaderField(String name, String value) {
    private static final int MOST_SHOWN = 80;

    /// The value of the first field of that name.
    public static Optional<String> first(List<HeaderField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HeaderField::value)
                .findFirst();
    }

    /// A server's text, for people.
    static String shown(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= MOST_SHOWN ? printable : printable.substring(0, MOST_SHOWN) + "…";
    }
}
