package io.waddleperf.standalone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A mapping of a YAML file that knows where it stands, so that each complaint names the file, the
/// line, the field and what is allowed there.
final class YamlMap {
    private final String file;
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    YamlMap(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, name(path), "must be a mapping of fields");
        }
        mapping.getValue().forEach(entry -> {
            String key = scalar(entry.getKeyNode(), "a key");
            if (values.put(key, entry.getValueNode()) != null) {
                throw wrong(entry.getKeyNode(), name(field(key)), "stands twice");
            }
        });
    }

    String text(String key) {
        String value = textOr(key, null);
        if (value == null) {
            throw wrong(node, name(field(key)), "is missing");
        }
        return value;
    }

    @Nullable
    String textOr(String key, @Nullable String otherwise) {
        Node value = take(key);
        return value == null ? otherwise : scalar(value, name(field(key)));
    }

    /// A value read by `parse`, whose complaint is given the place.
    <T> @Nullable T valueOr(String key, @Nullable T otherwise, Function<String, T> parse) {
        Node value = take(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return parse.apply(scalar(value, name(field(key))));
        } catch (NumberFormatException e) {
            throw wrong(value, name(field(key)), "must be a whole number");
        } catch (IllegalArgumentException e) {
            throw wrong(value, name(path), String.valueOf(e.getMessage()));
        }
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

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (Node item : items(key)) {
            texts.add(scalar(item, name(field(key))));
        }
        return texts;
    }

    Map<String, String> textMap(String key) {
        Node value = take(key);
        if (value == null) {
            return Map.of();
        }
        var map = new YamlMap(file, field(key), value);
        var texts = new HashMap<String, String>();
        map.values.forEach((k, v) -> texts.put(k, scalar(v, name(map.field(k)))));
        return texts;
    }

    @Nullable
    YamlMap mapOrNull(String key) {
        Node value = take(key);
        return value == null ? null : new YamlMap(file, field(key), value);
    }

    List<YamlMap> maps(String key) {
        var maps = new ArrayList<YamlMap>();
        for (Node item : items(key)) {
            maps.add(new YamlMap(file, field(key) + '[' + maps.size() + ']', item));
        }
        return maps;
    }

    /// Makes the thing that this mapping describes; a field that nobody asked for is a mistake.
    <T> T as(Function<YamlMap, T> make) {
        T made;
        try {
            made = make.apply(this);
        } catch (StartException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(node, name(path), String.valueOf(e.getMessage()));
        }
        values.forEach((key, value) -> {
            if (!asked.contains(key)) {
                throw wrong(value, name(field(key)), "is not known; allowed here: " + String.join(", ", asked));
            }
        });
        return made;
    }

    /// A complaint about this mapping.
    StartException wrong(String complaint) {
        return wrong(node, name(path), complaint);
    }

    /// A complaint about one field of it.
    StartException wrong(String key, String complaint) {
        return wrong(values.getOrDefault(key, node), name(field(key)), complaint);
    }

    private List<Node> items(String key) {
        Node value = take(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw wrong(value, name(field(key)), "must be a list");
        }
        return sequence.getValue();
    }

    private @Nullable Node take(String key) {
        asked.add(key);
        return values.get(key);
    }

    private String scalar(Node value, String what) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw wrong(value, what, "must be a text or a number");
    }

    private String field(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    private static String name(String path) {
        return path.isEmpty() ? "the file" : path;
    }

    private StartException wrong(Node where, String what, String complaint) {
        int line = where.getStartMark().getLine() + 1;
        return new StartException(file + ':' + line + ": " + what + ": " + complaint);
    }
}
