package io.waddleperf.contracts.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is committed is what the code says.
class CatalogueFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/waddleperf/contracts/catalogue");

    /// `-Dcatalogue.write=true` writes them; the difference is then to be looked at and committed.
    @Test
    void areAsTheEventsAre() throws IOException {
        var wanted = Catalogue.files();
        if (Boolean.getBoolean("catalogue.write")) {
            for (var file : wanted.entrySet()) {
                Path path = FOLDER.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        String advice = ": an event or its comment has changed; write the files again with -Dcatalogue.write=true";
        for (var file : wanted.entrySet()) {
            assertEquals(file.getValue(), Files.readString(FOLDER.resolve(file.getKey())), file.getKey() + advice);
        }
        try (Stream<Path> found = Files.walk(FOLDER)) {
            var names = found.filter(Files::isRegularFile)
                    .map(path -> FOLDER.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(wanted.keySet(), names);
        }
    }

    @Test
    void describesEachTopicOnce() {
        var described = TopicCatalogue.all().stream().map(CatalogueEntry::topic).toList();
        assertEquals(Set.copyOf(Topics.all()), Set.copyOf(described));
        assertEquals(Topics.all().size(), described.size());
        for (CatalogueEntry entry : TopicCatalogue.all()) {
            assertTrue(entry.description().endsWith("."), entry.description());
            assertFalse(entry.writers().isEmpty(), entry.description());
            entry.events()
                    .forEach(event -> assertEquals(
                            entry.topic().name(), event.name(), "an event that is said to be on another's topic"));
        }
    }

    @Test
    void showsNoSampleOfWhatIsSecret() {
        for (CatalogueEntry entry : TopicCatalogue.all()) {
            for (Topic<?> event : entry.events()) {
                var schema = CatalogueFiles.schemaName(event)
                        .flatMap(CatalogueFiles::schema)
                        .map(Catalogue::tree);
                boolean has = schema.isPresent() && schema.get().has("examples");
                boolean may = entry.audience() != Audience.SECRET && !event.equals(Topics.METRICS);
                assertEquals(may, has, event.ceType());
            }
        }
    }

    @Test
    void servesNothingButSchemas() {
        assertTrue(CatalogueFiles.schema("result.v1.json").isPresent());
        for (String name :
                Set.of("", "result.v2.json", "../asyncapi.json", "asyncapi.json", "result.v1.JSON", "/etc/x.v1.json")) {
            assertTrue(CatalogueFiles.schema(name).isEmpty(), name);
        }
    }

    @Test
    void saysTheSameAsJsonAndAsYaml() throws IOException {
        JsonNode json = Catalogue.tree(CatalogueFiles.asyncApi(CatalogueFiles.ASYNCAPI_JSON));
        assertEquals(json, new YAMLMapper().readTree(CatalogueFiles.asyncApi(CatalogueFiles.ASYNCAPI_YAML)));
        assertEquals("3.0.0", json.get("asyncapi").asText());
    }

    @Test
    void namesThePublicTopicsAndNoOther() {
        JsonNode json = Catalogue.tree(CatalogueFiles.asyncApi(CatalogueFiles.ASYNCAPI_JSON));
        var addresses = new HashSet<String>();
        json.get("channels")
                .forEach(channel -> addresses.add(channel.get("address").asText()));
        assertEquals(
                Set.of(
                        "waddleperf.results",
                        "waddleperf.escalations",
                        "waddleperf.incidents",
                        "waddleperf.rollups",
                        "waddleperf.metrics"),
                addresses);
    }

    /// Each place that refers to another, in both kinds of document.
    @Test
    void refersOnlyToWhatIsThere() throws IOException {
        for (String text : Catalogue.files().values()) {
            JsonNode document = new YAMLMapper().readTree(text);
            var references = document.findValues("$ref");
            assertTrue(
                    references.size() > 0 || !document.get("$defs").elements().hasNext());
            references.forEach(reference ->
                    assertFalse(document.at(reference.asText().substring(1)).isMissingNode(), reference::asText));
        }
    }
}
