package io.waddleperf.cli.imports;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A part of a file of YAML that knows where it stands.
record Yml(Path file, Node node) {
    /// Empty where the file has no document.
    static Optional<Yml> read(Path file) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(new StringReader(ImportCommand.text(file)));
            return node == null ? Optional.empty() : Optional.of(new Yml(file, node));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new Place(file, line).wrong("no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new CommandFailure(Exit.WRONG_USE, file + " is no YAML: " + e.getMessage(), e);
        }
    }

    Place place() {
        return new Place(file, node.getStartMark().getLine() + 1);
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /// In their order; nothing for null.
    Map<String, Yml> map(String what) {
        if (isNull()) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw place().wrong(what + " must be a map");
        }
        var map = new LinkedHashMap<String, Yml>();
        for (NodeTuple tuple : mapping.getValue()) {
            var key = new Yml(file, tuple.getKeyNode());
            String name = key.text("a key of " + what);
            if (map.putIfAbsent(name, new Yml(file, tuple.getValueNode())) != null) {
                throw key.place().wrong(name + " stands twice in " + what);
            }
        }
        return map;
    }

    List<Yml> list(String what) {
        if (isNull()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw place().wrong(what + " must be a list");
        }
        return sequence.getValue().stream().map(item -> new Yml(file, item)).toList();
    }

    String text(String what) {
        if (!(node instanceof ScalarNode scalar)) {
            throw place().wrong(what + " must be a text or a number");
        }
        return scalar.getValue();
    }

    boolean truth(String what) {
        return switch (text(what)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw place().wrong(what + " must be true or false, not " + text(what));
        };
    }
}
