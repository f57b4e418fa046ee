package io.waddleperf.probe.throughput;

import io.avaje.json.mapper.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object of the control connection, read with care: whoever sent it may be anybody.
///
/// Fields that nobody asks for are of no interest; one that is missing or of another type counts as
/// absent, numbers are brought into the range that makes sense.
record Message(Map<String, Object> fields) {
    static final int MOST_BYTES = 65_536;

    /// Results are objects in a list in an object.
    private static final int MOST_DEPTH = 6;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Message parse(String text) throws IperfFormatException {
        if (depth(text) > MOST_DEPTH) { // the parser goes down by recursion
            throw new IperfFormatException("its JSON is nested too deep");
        }
        try {
            return of(JSON.fromJson(text));
        } catch (RuntimeException e) {
            var wrong = new IperfFormatException("what it sent is no JSON object");
            wrong.initCause(e);
            throw wrong;
        }
    }

    String text() {
        return JSON.toJson(fields);
    }

    boolean flag(String name) {
        return switch (fields.get(name)) {
            case Boolean value -> value;
            case Number value -> value.doubleValue() != 0;
            case null, default -> false;
        };
    }

    /// A whole number within the range; `absent` where there is none.
    long number(String name, long least, long most, long absent) {
        double value = number(name, Double.NaN);
        return Double.isNaN(value) ? absent : Math.clamp((long) value, least, most);
    }

    /// Not below 0, and finite.
    double seconds(String name) {
        double value = number(name, 0);
        return Double.isFinite(value) ? Math.max(0, value) : 0;
    }

    @Nullable
    String word(String name) {
        return fields.get(name) instanceof String value && value.matches("[A-Za-z0-9_-]{1,32}") ? value : null;
    }

    /// The objects of a list; what is no object is left out.
    List<Message> list(String name, int most) throws IperfFormatException {
        var found = new ArrayList<Message>();
        if (fields.get(name) instanceof List<?> values) {
            if (values.size() > most) {
                throw new IperfFormatException(values.size() + " " + name + " in its JSON, where " + most + " may be");
            }
            for (Object value : values) {
                if (value instanceof Map<?, ?>) {
                    found.add(of(value));
                }
            }
        }
        return found;
    }

    private double number(String name, double absent) {
        return fields.get(name) instanceof Number value ? value.doubleValue() : absent;
    }

    @SuppressWarnings("unchecked") // the names of a JSON object are strings
    private static Message of(Object object) throws IperfFormatException {
        if (object instanceof Map<?, ?> map) {
            return new Message((Map<String, Object>) map);
        }
        throw new IperfFormatException("what it sent is no JSON object");
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (quoted && one == '\\') {
                i++;
            } else if (one == '"') {
                quoted = !quoted;
            } else if (!quoted && (one == '{' || one == '[')) {
                deepest = Math.max(deepest, ++depth);
            } else if (!quoted && (one == '}' || one == ']')) {
                depth--;
            }
        }
        return deepest;
    }
}
