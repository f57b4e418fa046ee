package io.waddleperf.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A mapping of fields that knows where it stands, so that each complaint names the field and what is
/// allowed there.
///
/// It is made of maps, lists, and texts, numbers or flags, as readers of YAML and JSON give them; a
/// number may stand as a text. A field that is null is one that is not there.
public final class FieldMap {
    private final String pointer;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    /// @param pointer to it, empty: it is the whole
    /// @throws FieldException where it is no mapping
    public FieldMap(String pointer, @Nullable Object tree) {
        this.pointer = pointer;
        if (!(tree instanceof Map<?, ?> map)) {
            throw new FieldException(pointer, pointer, "must be a mapping of fields");
        }
        map.forEach((key, value) -> {
            if (value != null) {
                values.put(String.valueOf(key), value);
            }
        });
    }

    public String text(String key) {
        String value = textOr(key, null);
        if (value == null) {
            throw new FieldException(at(key), at(key), "is missing");
        }
        return value;
    }

    @Nullable
    public String textOr(String key, @Nullable String otherwise) {
        Object value = take(key);
        return value == null ? otherwise : scalar(value, at(key));
    }

    /// A value read by `parse`, whose complaint is given the place.
    public <T> @Nullable T valueOr(String key, @Nullable T otherwise, Function<String, T> parse) {
        Object value = take(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return parse.apply(scalar(value, at(key)));
        } catch (NumberFormatException _) {
            throw new FieldException(at(key), at(key), "must be a whole number");
        } catch (IllegalArgumentException e) {
            throw new FieldException(at(key), pointer, String.valueOf(e.getMessage()));
        }
    }

    /// A value that must be there, read by `parse`.
    public <T> T value(String key, Function<String, T> parse) {
        var _ = text(key); // complains where there is none
        return Objects.requireNonNull(valueOr(key, null, parse));
    }

    boolean flag(String key, boolean otherwise) {
        return Boolean.TRUE.equals(valueOr(key, otherwise, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + " must be true or false, not " + text);
        }));
    }

    int number(String key, int otherwise) {
        return Objects.requireNonNull(valueOr(key, otherwise, Integer::valueOf));
    }

    /// A time in microseconds.
    long micros(String key, long otherwise) {
        return Objects.requireNonNull(valueOr(key, otherwise, text -> Units.micros(key, text)));
    }

    public List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (Object item : items(key)) {
            texts.add(scalar(item, Pointers.item(at(key), texts.size())));
        }
        return texts;
    }

    /// A list of texts, or a text in its place.
    List<String> textOrTexts(String key) {
        return values.get(key) instanceof List<?> ? texts(key) : List.of(text(key));
    }

    /// The fields that are there.
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /// @return without order
    public Map<String, String> textMap(String key) {
        Object value = take(key);
        if (value == null) {
            return Map.of();
        }
        var map = new FieldMap(at(key), value);
        var texts = new HashMap<String, String>();
        map.values.forEach((name, text) -> texts.put(name, scalar(text, map.at(name))));
        return texts;
    }

    public @Nullable FieldMap mapOrNull(String key) {
        Object value = take(key);
        return value == null ? null : new FieldMap(at(key), value);
    }

    /// One that must be there.
    public FieldMap map(String key) {
        FieldMap map = mapOrNull(key);
        if (map == null) {
            throw new FieldException(at(key), at(key), "is missing");
        }
        return map;
    }

    public List<FieldMap> maps(String key) {
        var maps = new ArrayList<FieldMap>();
        for (Object item : items(key)) {
            maps.add(new FieldMap(Pointers.item(at(key), maps.size()), item));
        }
        return maps;
    }

    /// Items that are either a name or a mapping.
    <T> List<T> namesOrMaps(String key, Function<String, T> named, Function<FieldMap, T> described) {
        var all = new ArrayList<T>();
        for (Object item : items(key)) {
            String place = Pointers.item(at(key), all.size());
            all.add(
                    item instanceof Map<?, ?>
                            ? new FieldMap(place, item).as(described)
                            : named.apply(scalar(item, place)));
        }
        return all;
    }

    /// Makes the thing that this mapping describes; a field that nobody asked for is a mistake.
    public <T> T as(Function<FieldMap, T> make) {
        T made;
        try {
            made = make.apply(this);
        } catch (IllegalArgumentException e) {
            String complaint = String.valueOf(e.getMessage());
            throw new FieldException(placeOf(complaint), pointer, complaint);
        }
        values.keySet().stream().filter(key -> !asked.contains(key)).findFirst().ifPresent(key -> {
            throw wrong(key, "is not known; allowed here: " + String.join(", ", asked));
        });
        return made;
    }

    /// Records begin their complaints with a field; a time's has its unit there.
    private String placeOf(String complaint) {
        String field = complaint.replaceFirst("[ .].*", "");
        return values.keySet().stream()
                .filter(key -> field.equals(key) || field.equals(key + "Us"))
                .findFirst()
                .map(this::at)
                .orElse(pointer);
    }

    /// A complaint about this mapping.
    public FieldException wrong(String complaint) {
        return new FieldException(pointer, pointer, complaint);
    }

    /// A complaint about one field of it.
    public FieldException wrong(String key, String complaint) {
        return new FieldException(at(key), at(key), complaint);
    }

    /// A complaint about anything.
    public static FieldException wrongAt(String pointer, String complaint) {
        return new FieldException(pointer, pointer, complaint);
    }

    private List<?> items(String key) {
        Object value = take(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(key, "must be a list");
        }
        return list;
    }

    private @Nullable Object take(String key) {
        asked.add(key);
        return values.get(key);
    }

    private static String scalar(@Nullable Object value, String place) {
        boolean simple = value instanceof String || value instanceof Number || value instanceof Boolean;
        String text = simple ? String.valueOf(value).strip() : "";
        if (text.isEmpty()) {
            throw new FieldException(place, place, "must be a text or a number");
        }
        return text;
    }

    private String at(String key) {
        return Pointers.member(pointer, key);
    }
}
