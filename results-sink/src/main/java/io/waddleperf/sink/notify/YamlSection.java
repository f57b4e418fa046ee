package io.waddleperf.sink.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A mapping of the file that knows where it stands, so that each complaint names the file, the
/// line, the field and what is allowed there.
final class YamlSection {
    private final String file;
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    YamlSection(String file, String path, Node node) {
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
        return value(key, Function.identity());
    }

    @Nullable
    String textOrNull(String key) {
        return take(key) == null ? null : text(key);
    }

    /// A value read by `parse`, whose complaint is given the place.
    <T> T value(String key, Function<String, T> parse) {
        @Nullable Node value = take(key);
        if (value == null) {
            throw wrong(node, name(field(key)), "is missing");
        }
        String text = scalar(value, name(field(key)));
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(value, name(field(key)), String.valueOf(e.getMessage()));
        }
    }

    <T> T valueOr(String key, T otherwise, Function<String, T> parse) {
        return take(key) == null ? otherwise : value(key, parse);
    }

    /// A list, or a single value in its place.
    <T> List<T> list(String key, Function<String, T> parse) {
        @Nullable Node value = take(key);
        if (value == null) {
            return List.of();
        }
        var items = new ArrayList<T>();
        for (Node item : value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value)) {
            try {
                items.add(parse.apply(scalar(item, name(field(key)))));
            } catch (IllegalArgumentException e) {
                throw wrong(item, name(field(key)), String.valueOf(e.getMessage()));
            }
        }
        return items;
    }

    /// The mapping of a field, empty where it is not there.
    Map<String, List<String>> lists(String key) {
        @Nullable Node value = take(key);
        if (value == null) {
            return Map.of();
        }
        var section = new YamlSection(file, field(key), value);
        var lists = new LinkedHashMap<String, List<String>>();
        section.values.keySet().forEach(name -> lists.put(name, section.list(name, Function.identity())));
        return lists;
    }

    /// The mappings of a mapping, by their names.
    Map<String, YamlSection> sections(String key) {
        @Nullable Node value = take(key);
        if (value == null) {
            return Map.of();
        }
        var outer = new YamlSection(file, field(key), value);
        var sections = new LinkedHashMap<String, YamlSection>();
        outer.values.forEach((name, each) -> sections.put(name, new YamlSection(file, outer.field(name), each)));
        return sections;
    }

    List<YamlSection> listOfSections(String key) {
        @Nullable Node value = take(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw wrong(value, name(field(key)), "must be a list");
        }
        var sections = new ArrayList<YamlSection>();
        for (Node item : sequence.getValue()) {
            sections.add(new YamlSection(file, field(key) + '[' + sections.size() + ']', item));
        }
        return sections;
    }

    /// Makes the thing that this mapping describes; a field that nobody asked for is a mistake.
    <T> T as(Function<YamlSection, T> make) {
        T made;
        try {
            made = make.apply(this);
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

    private ConfigurationProblem wrong(Node where, String what, String complaint) {
        int line = where.getStartMark().getLine() + 1;
        return new ConfigurationProblem(file + ':' + line + ": " + what + ": " + complaint);
    }
}
