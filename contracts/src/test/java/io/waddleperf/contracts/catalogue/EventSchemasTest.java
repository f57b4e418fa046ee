package io.waddleperf.contracts.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.waddleperf.contracts.Events;
import io.waddleperf.contracts.kafka.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// That another's reading of our schemas takes what we write, and refuses what we never would.
class EventSchemasTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    static Stream<Topic<?>> events() {
        return Catalogue.events().stream()
                .filter(event -> CatalogueFiles.schemaName(event).isPresent());
    }

    /// Golden files of what travels on a topic; those that do not are said over HTTP.
    static List<String> golden() {
        return Events.all().entrySet().stream()
                .filter(event -> events().anyMatch(topic -> topic.type().isInstance(event.getValue())))
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static JsonSchema schema(Topic<?> event) {
        String text =
                CatalogueFiles.schemaName(event).flatMap(CatalogueFiles::schema).orElseThrow();
        return FACTORY.getSchema(text, InputFormat.JSON, WITH_FORMATS);
    }

    private static Topic<?> topicOf(String golden) {
        Object event = Events.named(golden);
        return events().filter(topic -> topic.type().isInstance(event))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode value(String golden) throws IOException {
        return (ObjectNode) Catalogue.tree(Files.readString(GOLDEN.resolve(golden + ".json")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void areSchemasOfTheirDialect(Topic<?> event) {
        JsonNode schema = Catalogue.tree(
                CatalogueFiles.schemaName(event).flatMap(CatalogueFiles::schema).orElseThrow());
        assertEquals(
                Set.of(), FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void takeEachGoldenEvent(String golden) throws IOException {
        assertEquals(Set.of(), schema(topicOf(golden)).validate(value(golden)));
    }

    @Test
    void areHeldAgainstEachEventOfATopic() {
        assertEquals(Events.all().size() - 3, golden().size(), "all but those of joining");
    }

    /// Whoever reads must be able to go by what is said to be there.
    @ParameterizedTest
    @MethodSource("golden")
    void refuseAnEventWithoutAFieldThatIsAlwaysThere(String golden) throws IOException {
        JsonSchema schema = schema(topicOf(golden));
        JsonNode required = schema.getSchemaNode().path("required");
        for (JsonNode field : required) {
            ObjectNode less = value(golden);
            less.remove(field.asText());
            assertFalse(schema.validate(less).isEmpty(), field::asText);
        }
        assertTrue(required.size() > 0 || schema.getSchemaNode().has("oneOf"), golden);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void takeWhatALaterVersionAdds(String golden) throws IOException {
        ObjectNode more = value(golden);
        more.putObject("ofTomorrow").put("aUs", 1);
        assertEquals(Set.of(), schema(topicOf(golden)).validate(more));
    }

    @ParameterizedTest
    @CsvSource({
        "result-ping, /tier, '\"one\"'",
        "result-ping, /id, '\"no-uuid\"'",
        "result-ping, /dueAt, '\"yesterday\"'",
        "result-ping, /outcome/type, '\"guessed\"'",
        "result-ping, /metrics/rttMeanUs, '\"fast\"'",
        "result-ping, /samples/us, 51.5",
        "result-ping, /family, '\"ipv8\"'",
        "result-http, /details/certificate/notAfter, 7",
        "incident, /members/0/probe, 7",
        "escalation, /breach/metric, 7",
        "rollup, /p95, '\"1\"'",
    })
    void refuseAValueOfAnotherKind(String golden, String pointer, String value) throws IOException {
        ObjectNode event = value(golden);
        int last = pointer.lastIndexOf('/');
        var parent = (ObjectNode) event.at(pointer.substring(0, last));
        String field = pointer.substring(last + 1);
        assertTrue(parent.has(field), "the golden event has no " + pointer);
        parent.set(field, Catalogue.tree(value));
        assertFalse(schema(topicOf(golden)).validate(event).isEmpty());
    }
}
