package io.waddleperf.api.kinds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.contracts.SpecField;
import io.waddleperf.contracts.TestKind;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.UnknownSpec;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// That each kind has a schema, and that schema and record say the same.
class SpecSchemaTest {
    private static final JsonSchemaFactory FACTORY = factory();
    private static final Path GOLDEN = Path.of("src/test/resources/golden/test-kinds.json");
    private static final JsonMapper JSON = mapper();

    /// With our own keywords, which demand nothing.
    private static JsonSchemaFactory factory() {
        var dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new AnnotationKeyword("x-unit"))
                .keyword(new AnnotationKeyword("x-more"))
                .keyword(new AnnotationKeyword("x-secret-name"))
                .build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, builder -> builder.metaSchema(dialect));
    }

    private static JsonMapper mapper() {
        var json = new JsonMapper();
        new JsonSettings().customize(json);
        return json;
    }

    static Stream<TestKind> kinds() {
        return TestKind.all().stream();
    }

    @Test
    void knowsEveryRecordThatDescribesATest() {
        var described = kinds().map(kind -> kind.defaults().getClass()).collect(Collectors.toSet());
        var all = Arrays.stream(TestSpec.class.getPermittedSubclasses())
                .filter(type -> type != UnknownSpec.class)
                .collect(Collectors.toSet());
        assertEquals(all, described);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void describesEachParameterOfItsRecordOnce(TestKind kind) {
        assertSameParameters(kind.defaults().getClass(), kind.fields());
    }

    private static void assertSameParameters(Class<?> type, List<SpecField> fields) {
        var components = Arrays.stream(type.getRecordComponents()).toList();
        assertEquals(
                components.stream().map(RecordComponent::getName).sorted().toList(),
                fields.stream().map(SpecField::name).sorted().toList());
        for (RecordComponent component : components) {
            SpecField field = fields.stream()
                    .filter(one -> one.name().equals(component.getName()))
                    .findFirst()
                    .orElseThrow();
            assertTrue(fits(component.getType(), field), () -> type + "." + field.name() + " is no " + field);
            assertFalse(field.word().title().isBlank() || field.word().help().isBlank(), field::toString);
            if (field instanceof SpecField.Group group) {
                assertSameParameters(component.getType(), group.fields());
            }
        }
    }

    private static boolean fits(Class<?> type, SpecField field) {
        return switch (field) {
            case SpecField.Whole _ ->
                Set.of(int.class, long.class, Integer.class, Long.class).contains(type);
            case SpecField.Flag _ -> Set.of(boolean.class, Boolean.class).contains(type);
            case SpecField.Choice _, SpecField.Text _ -> type == String.class;
            case SpecField.Many _ -> type == List.class;
            case SpecField.Group _ -> type.isRecord();
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void chartsTheHeadlineOfItsTest(TestKind kind) {
        assertEquals(kind.test().headline(), kind.chart().metrics().getFirst());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isASchemaOfItsDialect(TestKind kind) {
        JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));
        assertEquals(Set.of(), meta.validate(SpecSchema.of(kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void allowsItsDefaults(TestKind kind) {
        ObjectNode document = SpecReader.json(kind.defaults());
        assertEquals(Set.of(), schema(kind).validate(document));
        assertEquals(kind.defaults(), read(document, new ArrayList<>()));
        ObjectNode empty = JSON.createObjectNode().put("type", kind.test().wireName());
        assertEquals(Set.of(), schema(kind).validate(empty));
        assertEquals(kind.defaults(), read(empty, new ArrayList<>()));
    }

    /// Rules about several parameters at once, which are no schema's: what is allowed by itself is
    /// refused beside the defaults.
    private static final Set<String> TOGETHER = Set.of(
            "http.expectResponse.minBodyBytes",
            "http.expectResponse.maxBodyBytes",
            "udp.intervalUs",
            "throughput.protocol");

    @ParameterizedTest
    @MethodSource("kinds")
    void drawsItsLimitsWhereTheRecordDoes(TestKind kind) {
        JsonSchema schema = schema(kind);
        var together = new TreeSet<String>();
        for (var edge : SchemaDocuments.of(SpecSchema.of(kind))) {
            assertEquals(edge.allowed(), schema.validate(edge.document()).isEmpty(), edge::toString);
            var errors = new ArrayList<FieldError>();
            TestSpec spec = read(edge.document(), errors);
            if (edge.allowed() && spec == null) {
                together.add(kind.test().wireName() + '.' + edge.place());
            } else if (!edge.allowed()) {
                assertEquals(null, spec, edge::toString);
                assertEquals(
                        List.of("spec." + edge.place()),
                        errors.stream().map(FieldError::field).toList(),
                        edge::toString);
            }
        }
        String own = kind.test().wireName() + '.';
        assertEquals(TOGETHER.stream().filter(place -> place.startsWith(own)).collect(Collectors.toSet()), together);
    }

    @Test
    void saysWhatSeveralParametersMustBeTogether() {
        assertEquals("spec.bitsPerSecond", refusal("{'type':'throughput','protocol':'udp'}"));
        assertEquals("spec.durationUs", refusal("{'type':'throughput','durationUs':1500000}"));
        assertEquals("spec", refusal("{'type':'ssh','user':'root'}"));
        assertEquals("spec", refusal("{'type':'ping','count':1000,'intervalUs':10000000}"));
        assertEquals("spec.open", refusal("{'type':'ports','open':'0'}"));
        assertEquals("spec.ports", refusal("{'type':'ports','ports':'1-2000'}"));
        assertEquals("spec.type", refusal("{'type':'smell'}"));
        assertEquals("spec.type", refusal("{'type':'unknown'}"));
        assertEquals("spec.type", refusal("{}"));
        assertEquals("spec", refusal("[]"));
        assertEquals(
                "spec.expectResponse.bodyMatches", refusal("{'type':'http','expectResponse':{'bodyMatches':'('}}"));
    }

    private static String refusal(String json) {
        var errors = new ArrayList<FieldError>();
        try {
            assertEquals(null, read(JSON.readTree(json.replace('\'', '"')), errors));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return errors.getFirst().field();
    }

    @Test
    void takesANullForWhatIsLeftOutAndAWholeNumberHoweverItIsWritten() throws Exception {
        var spec = read(JSON.readTree("{\"type\":\"tcp\",\"port\":null,\"timeoutUs\":1e6}"), new ArrayList<>());
        assertEquals(new io.waddleperf.contracts.TcpSpec(null, 1_000_000), spec);
    }

    /// `-Dgolden.write=true` writes it.
    @Test
    void isTheDocumentThatOthersReadYesterday() throws Exception {
        var document = JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(kinds().map(KindView::of).toList())
                + '\n';
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, document);
        }
        assertEquals(Files.readString(GOLDEN), document);
    }

    private static JsonSchema schema(TestKind kind) {
        return FACTORY.getSchema(SpecSchema.of(kind));
    }

    private static @Nullable TestSpec read(JsonNode document, List<FieldError> errors) {
        return new SpecReader(errors).read(document, "spec");
    }
}
