package io.waddleperf.api.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The dashboard that is shipped asks for what there is, and the page of the reference names all of it.
final class DashboardTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern NAME = Pattern.compile("\\b(?:probe|waddleperf)_[a-z_]+\\b");
    private static final Set<String> NAMES =
            Arrays.stream(Gauge.values()).map(Gauge::metricName).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> LABELS = Set.of(
            "probe", "site", "target", "check", "family", "phase", "stat", "direction", "state", "job", "instance");

    private static List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        gather(
                new ObjectMapper()
                        .readTree(DOCS.resolve("examples/grafana/paths.json").toFile()),
                queries);
        return queries;
    }

    private static void gather(JsonNode node, List<String> queries) {
        for (String field : List.of("expr", "definition")) {
            if (node.path(field).isTextual()) {
                queries.add(node.get(field).asText());
            }
        }
        node.forEach(child -> gather(child, queries));
    }

    @Test
    void eachQueryNamesAMetricThatExists() throws IOException {
        var queries = queries();
        assertTrue(queries.size() >= 10, queries::toString);
        for (String query : queries) {
            var named =
                    NAME.matcher(query).results().map(found -> found.group()).toList();
            assertTrue(!named.isEmpty(), query);
            named.forEach(name -> assertTrue(NAMES.contains(name), () -> name + " of " + query));
            Pattern.compile("([a-z_]+)=~?\"")
                    .matcher(query)
                    .results()
                    .forEach(label ->
                            assertTrue(LABELS.contains(label.group(1)), () -> label.group(1) + " of " + query));
        }
    }

    @Test
    void theReferenceNamesAllAndNoOthers() throws IOException {
        String page = Files.readString(DOCS.resolve("reference/path-metrics.md"));
        var named = Pattern.compile("`((?:probe|waddleperf)_[a-z_]+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", new TreeSet<>(NAMES)), String.join("\n", named));
    }
}
