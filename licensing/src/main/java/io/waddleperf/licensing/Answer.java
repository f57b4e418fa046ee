package io.waddleperf.licensing;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An object of JSON that a server sent. Its texts are plain and of bounded length, whatever stands in them.
///
/// @param fields what is not there or of another kind reads as empty
record Answer(Map<String, Object> fields) {
    static final int LONGEST_TEXT = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param key masked in it: a server may say the key that it was sent
    /// @return empty where it is no object
    static Optional<Answer> of(String body, LicenseKey key) {
        try {
            String text = JSON.toJson(JSON.fromJsonObject(body)); // without escapes that hide the key
            return Optional.ofNullable(JSON.fromJsonObject(key.maskedIn(text))).map(Answer::new);
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    static String json(Map<String, Object> fields) {
        return JSON.toJson(fields);
    }

    String text(String field) {
        Object value = fields.get(field);
        return value == null ? "" : plain(value.toString());
    }

    boolean has(String field) {
        return fields.get(field) != null;
    }

    boolean isTrue(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    /// The objects of a list; empty where it is no list.
    Optional<List<Answer>> list(String field) {
        return fields.get(field) instanceof List<?> list ? Optional.of(objects(list)) : Optional.empty();
    }

    Optional<Answer> object(String field) {
        return fields.get(field) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
    }

    private static List<Answer> objects(List<?> list) {
        var objects = new ArrayList<Answer>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> map) {
                objects.add(of(map));
            }
        }
        return objects;
    }

    private static Answer of(Map<?, ?> map) {
        var fields = new java.util.HashMap<String, Object>();
        map.forEach((name, value) -> {
            if (name != null && value != null) {
                fields.put(name.toString(), value);
            }
        });
        return new Answer(fields);
    }

    /// In one line, without anything that moves a terminal's cursor, its start where it is long.
    static String plain(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + '…';
    }
}
