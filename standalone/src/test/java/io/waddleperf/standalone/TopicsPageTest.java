package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.catalogue.CatalogueEntry;
import io.waddleperf.contracts.catalogue.TopicCatalogue;
import io.waddleperf.contracts.kafka.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// That docs/reference/topics.md says what the catalogue says, and names examples that are there.
class TopicsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/topics.md");

    @Test
    void listsThePublicTopicsAsTheCatalogueHasThem() throws IOException {
        String page = Files.readString(PAGE);
        for (CatalogueEntry entry : TopicCatalogue.all()) {
            String row = row(entry);
            assertEquals(
                    entry.isPublic(), page.contains(row), () -> "docs/reference/topics.md and this row of it: " + row);
        }
    }

    private static String row(CatalogueEntry entry) {
        Topic<?> topic = entry.topic();
        return "| `" + topic.name() + "` | " + entry.description() + " | " + topic.keyedBy() + " | " + kept(topic)
                + " | " + String.join(", ", entry.writers()) + " |";
    }

    private static String kept(Topic<?> topic) {
        String time = words(topic.retention());
        return switch (topic.cleanup()) {
            case COMPACT -> "newest";
            case DELETE -> time;
            case COMPACT_DELETE -> "newest, " + time;
        };
    }

    private static String words(Duration time) {
        return time.toDays() > 0 ? time.toDays() + " days" : time.toHours() + " hours";
    }

    @Test
    void namesExamplesThatAreThere() throws IOException {
        String page = Files.readString(PAGE);
        List<String> named = Pattern.compile("\\(\\.\\./examples/([a-z.-]+)\\)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
        try (var files = Files.list(PAGE.resolveSibling("../examples"))) {
            assertEquals(
                    files.filter(Files::isRegularFile) // Grafana's folder belongs to the page of path metrics
                            .map(file -> file.getFileName().toString())
                            .sorted()
                            .toList(),
                    named);
        }
        assertTrue(named.size() >= 3);
    }
}
