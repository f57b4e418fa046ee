package io.waddleperf.documents;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A YAML document as maps, lists and texts, and the line of each. No tag makes a text anything else.
public final class YamlFile {
    /// More than any configuration has; aliases of aliases would make any number.
    private static final int MOST_VALUES = 200_000;

    private static final int DEEPEST = 50;

    private final @Nullable Object tree;
    private final Map<String, Integer> lines = new HashMap<>();
    private int values;

    private YamlFile(@Nullable Node root) {
        tree = root == null ? null : tree(root, "", 0);
    }

    /// The only document of a text.
    ///
    /// @throws YamlException says what is wrong in which line
    public static YamlFile one(String yaml) {
        return new YamlFile(read(() -> new Yaml(new LoaderOptions()).compose(new StringReader(yaml))));
    }

    /// All documents of a text, which `---` parts; empty ones are left out.
    ///
    /// @throws YamlException says what is wrong in which line
    public static List<YamlFile> all(String yaml) {
        var roots = read(() -> {
            var all = new ArrayList<Node>();
            new Yaml(new LoaderOptions()).composeAll(new StringReader(yaml)).forEach(all::add);
            return all;
        });
        return Objects.requireNonNull(roots).stream()
                .filter(root -> !isEmpty(root))
                .map(YamlFile::new)
                .toList();
    }

    private static boolean isEmpty(Node root) {
        return root instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    /// Composes, which throws where it comes to what is no YAML.
    @FunctionalInterface
    private interface Composing<T> {
        @Nullable
        T compose();
    }

    private static <T> @Nullable T read(Composing<T> composing) {
        try {
            return composing.compose();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new YamlException(line, "not YAML: " + e.getProblem());
        } catch (YAMLException e) { // a character, a depth or a count of aliases that is not allowed
            String complaint =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new YamlException(1, "not YAML: " + complaint);
        }
    }

    /// Null: there is nothing in it.
    public @Nullable Object tree() {
        return tree;
    }

    /// The line, from 1 on, where that stands, or what it would be in.
    public int line(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = Pointers.parent(at)) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return lines.getOrDefault("", 1);
    }

    private Object tree(Node node, String pointer, int depth) {
        int line = node.getStartMark().getLine() + 1;
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw new YamlException(line, "more than " + MOST_VALUES + " values, or more than " + DEEPEST + " deep");
        }
        lines.put(pointer, line);
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> list(sequence, pointer, depth);
            case MappingNode mapping -> map(mapping, pointer, depth);
            default -> throw new YamlException(line, "an alias of nothing");
        };
    }

    private List<Object> list(SequenceNode sequence, String pointer, int depth) {
        var list = new ArrayList<Object>();
        for (Node item : sequence.getValue()) {
            list.add(tree(item, Pointers.item(pointer, list.size()), depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(MappingNode mapping, String pointer, int depth) {
        var map = new LinkedHashMap<String, Object>();
        mapping.getValue().forEach(entry -> {
            int line = entry.getKeyNode().getStartMark().getLine() + 1;
            if (!(entry.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().isBlank()) {
                throw new YamlException(line, "a key must be a text or a number");
            }
            String name = key.getValue().strip();
            String at = Pointers.member(pointer, name);
            if (map.put(name, tree(entry.getValueNode(), at, depth + 1)) != null) {
                throw new YamlException(line, Pointers.words(at) + ": stands twice");
            }
        });
        return map;
    }
}
