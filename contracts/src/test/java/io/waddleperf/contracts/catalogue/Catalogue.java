package io.waddleperf.contracts.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waddleperf.contracts.Events;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.WireCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makes the files of the catalogue as the code says that they should be.
final class Catalogue {
    static final JsonMapper JSON = new JsonMapper();

    private static final Path SOURCES = Path.of("src/main/java/io/waddleperf/contracts");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private Catalogue() {}

    /// By path below the package's resources.
    static Map<String, String> files() throws IOException {
        var docs = SourceDocs.of(SOURCES);
        var files = new TreeMap<String, String>();
        var samples = new TreeMap<String, JsonNode>();
        for (CatalogueEntry entry : TopicCatalogue.all()) {
            for (Topic<?> event : entry.events()) {
                if (entry.audience() != Audience.SECRET) {
                    sample(event).ifPresent(sample -> samples.put(event.ceType(), sample));
                }
                CatalogueFiles.schemaName(event).ifPresent(name -> {
                    var schema = EventSchemas.document(docs, event, samples.get(event.ceType()));
                    files.put("schemas/" + name, pretty(schema));
                });
            }
        }
        var asyncApi = AsyncApiDocument.of(docs, TopicCatalogue.all(), samples);
        files.put(CatalogueFiles.ASYNCAPI_JSON, pretty(asyncApi));
        files.put(CatalogueFiles.ASYNCAPI_YAML, YAML.writeValueAsString(asyncApi));
        return files;
    }

    /// The golden event of this kind; one that has variants goes by the plainest of its tests.
    private static Optional<JsonNode> sample(Topic<?> event) {
        String kind = event.ceType().split("\\.", -1)[2];
        return Stream.of(kind, kind + "-ping")
                .filter(Events.all()::containsKey)
                .findFirst()
                .map(name -> tree(WireCodec.text(Events.named(name))));
    }

    static List<Topic<?>> events() {
        return TopicCatalogue.all().stream()
                .flatMap(entry -> entry.events().stream())
                .<Topic<?>>map(event -> event)
                .toList();
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(JsonNode json) {
        var indented = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(indented).writeValueAsString(json) + '\n';
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
