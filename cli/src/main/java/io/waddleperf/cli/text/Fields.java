package io.waddleperf.cli.text;

import io.waddleperf.cli.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads what an API answered; what is not there or of another kind is empty.
public final class Fields {
    private Fields() {}

    public static List<Map<?, ?>> items(Map<?, ?> of, String field) {
        var items = new ArrayList<Map<?, ?>>();
        if (of.get(field) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    items.add(map);
                }
            }
        }
        return items;
    }

    public static Map<?, ?> map(Map<?, ?> of, String field) {
        return of.get(field) instanceof Map<?, ?> map ? map : Map.of();
    }

    /// In one line, `-` where there is none.
    public static String text(Map<?, ?> of, String field) {
        Object value = of.get(field);
        return value == null || value.toString().isEmpty() ? "-" : Plain.line(value.toString());
    }

    /// `NAME=VALUE,NAME=VALUE` by name, `-` where there is none.
    public static String pairs(Map<?, ?> of) {
        return of.isEmpty()
                ? "-"
                : of.entrySet().stream()
                        .map(pair -> Plain.line(pair.getKey() + "=" + pair.getValue()))
                        .sorted()
                        .collect(Collectors.joining(","));
    }
}
