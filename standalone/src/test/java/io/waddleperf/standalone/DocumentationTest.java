package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The documentation names types, and each of them still exists.
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)(\\.[A-Za-z]+)?`");

    private static final List<String> NOT_OURS = List.of("Host", "Origin", "Unknown");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/ARCHITECTURE.md",
                "docs/DATABASE.md",
                "docs/WORKFLOWS.md",
                "docs/reference/glossary.md"
            })
    void namesOnlyTypesThatExist(String page) throws IOException {
        var known = typeNames();
        var absent = new TreeSet<String>();
        TYPE.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !known.contains(name) && !NOT_OURS.contains(name))
                .forEach(absent::add);
        absent.removeIf(name -> name.matches("X[A-Z].*")); // the patterns for names of tests
        assertEquals(new TreeSet<>(), absent);
    }

    @Test
    void listsEveryTopic() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/ARCHITECTURE.md"));
        for (Topic<?> topic : Topics.all()) {
            String row = "| `" + topic.name() + "` | `" + topic.type().getSimpleName() + "` |";
            assertTrue(page.contains(row), row);
        }
    }

    private static java.util.Set<String> typeNames() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 14, (file, _) -> file.toString().endsWith(".java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .collect(Collectors.toSet());
        }
    }
}
