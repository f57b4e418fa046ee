package io.waddleperf.contracts.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each way to break a reader, on the real schema of results.
class SchemaChangesTest {
    private final JsonNode released =
            Catalogue.tree(CatalogueFiles.schema("result.v1.json").orElseThrow());

    private List<String> after(Consumer<ObjectNode> change) {
        var current = (ObjectNode) released.deepCopy();
        change.accept(current);
        return SchemaChanges.between("result.v1", released, current);
    }

    private static ObjectNode at(ObjectNode schema, String pointer) {
        return (ObjectNode) schema.at(pointer);
    }

    private static void unrequire(ObjectNode object, String field) {
        var required = (ArrayNode) object.get("required");
        IntStream.range(0, required.size())
                .filter(i -> required.get(i).asText().equals(field))
                .findFirst()
                .ifPresent(required::remove);
    }

    private static void assertSays(List<String> sentences, String... parts) {
        assertEquals(1, sentences.size(), sentences::toString);
        for (String part : parts) {
            assertTrue(sentences.getFirst().contains(part), sentences::toString);
        }
    }

    @Test
    void passesWhatIsTheSame() {
        assertEquals(List.of(), after(_ -> {}));
    }

    @Test
    void passesAnOptionalFieldThatWasAdded() {
        assertEquals(
                List.of(),
                after(it -> at(it, "/properties").putObject("ofTomorrow").put("type", "string")));
    }

    @Test
    void passesAVariantAndANameThatWereAdded() {
        assertEquals(List.of(), after(it -> {
            ((ArrayNode) it.at("/$defs/Family/enum")).add("ipv8");
            at(it, "/$defs")
                    .set("Outcome.Guessed", at(it, "/$defs/Outcome.Measured").deepCopy());
            at(it, "/$defs/Outcome.Guessed/properties/type").put("const", "guessed");
            ((ArrayNode) it.at("/$defs/Outcome/oneOf")).addObject().put("$ref", "#/$defs/Outcome.Guessed");
        }));
    }

    @Test
    void passesOtherWordsAndAnotherOrder() {
        assertEquals(List.of(), after(it -> {
            it.put("description", "in other words");
            var properties = at(it, "/properties");
            properties.set("id", properties.remove("id"));
        }));
    }

    @Test
    void tellsAFieldThatIsGone() {
        assertSays(after(it -> at(it, "/properties").remove("tier")), "result.v1: `tier` is gone");
    }

    @Test
    void tellsAFieldWithAnotherName() {
        var sentences = after(it -> {
            var properties = at(it, "/properties");
            properties.set("hostname", properties.remove("probe"));
        });
        assertSays(sentences, "`probe` is gone, renamed to `hostname`");
    }

    @Test
    void tellsAnotherType() {
        assertSays(after(it -> at(it, "/properties/tier").put("type", "string")), "`tier` was integer and is string");
        assertSays(after(it -> at(it, "/properties/id").remove("format")), "`id` was string (uuid) and is string");
    }

    @Test
    void tellsAnotherTypeDeepWithin() {
        assertSays(
                after(it -> at(it, "/$defs/Details.Hop/properties/minUs").put("type", "string")),
                "`details<traceroute>.hops[].minUs` was number");
        assertSays(after(it -> at(it, "/$defs/Metrics/properties/hops").put("type", "string")), "`metrics.hops`");
    }

    @Test
    void tellsAFieldThatIsNowRequired() {
        assertSays(
                after(it -> ((ArrayNode) it.get("required")).add("details")),
                "`details` may be absent in older records and is now required");
    }

    @Test
    void tellsANewFieldThatIsRequired() {
        var sentences = after(it -> {
            at(it, "/properties").putObject("ofTomorrow").put("type", "string");
            ((ArrayNode) it.get("required")).add("ofTomorrow");
        });
        assertSays(sentences, "`ofTomorrow` is new and required", "@Nullable");
    }

    @Test
    void tellsAFieldThatMayNowBeAbsent() {
        assertSays(after(it -> unrequire(it, "tier")), "`tier` was always there and may now be absent");
    }

    @Test
    void tellsANameThatIsGone() {
        assertSays(after(it -> ((ArrayNode) it.at("/$defs/Family/enum")).remove(0)), "`family` can no longer be `");
    }

    @Test
    void tellsAVariantThatIsGoneOrHasAnotherName() {
        assertSays(after(it -> ((ArrayNode) it.at("/$defs/Outcome/oneOf")).remove(0)), "`outcome<measured>` is gone");
        assertSays(
                after(it -> at(it, "/$defs/Cause.Comparison/properties/type").put("const", "compared")),
                "`cause<comparison>` is gone");
    }

    @Test
    void tellsThatVariantsBecameOneThing() {
        assertSays(
                after(it -> at(it, "/properties/outcome").removeAll().put("type", "string")),
                "`outcome` was one of several variants and is string");
    }
}
