package io.waddleperf.api.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.contracts.SpecField;
import io.waddleperf.contracts.TestKind;
import java.util.List;

/// The parameters of a kind of test as JSON Schema (2020-12), made of what its record demands.
///
/// A generator that reads classes would see names and types only: the limits, units and words stand
/// in [SpecField]s, which the constructors use. Keywords of our own begin with `x-`: `x-unit`,
/// `x-more` (matters less, so that a form may hide it at first) and `x-secret-name`. What several
/// parameters must be together no schema says; whoever sends them is told.
final class SpecSchema {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SpecSchema() {}

    static ObjectNode of(TestKind kind) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", DIALECT).put("title", kind.title()).put("description", kind.measures());
        ObjectNode properties = JSON.objectNode();
        properties.putObject("type").put("const", kind.test().wireName());
        JsonNode defaults = SpecReader.json(kind.defaults());
        kind.first().forEach(field -> properties.set(field.name(), property(field, defaults)));
        kind.more()
                .forEach(field ->
                        properties.set(field.name(), property(field, defaults).put("x-more", true)));
        return object(schema, properties, List.of("type"));
    }

    private static ObjectNode property(SpecField field, JsonNode defaults) {
        ObjectNode described = JSON.objectNode()
                .put("title", field.word().title())
                .put("description", field.word().help());
        ObjectNode property = described.setAll(typed(field));
        JsonNode value = defaults.get(field.name());
        if (value != null) {
            property.set("default", value);
        }
        return property;
    }

    private static ObjectNode typed(SpecField field) {
        return switch (field) {
            case SpecField.Whole whole -> whole(whole);
            case SpecField.Flag _ -> JSON.objectNode().put("type", "boolean");
            case SpecField.Choice choice -> {
                ObjectNode type = JSON.objectNode().put("type", "string");
                choice.values().forEach(type.putArray("enum")::add);
                yield type;
            }
            case SpecField.Text text -> text(text);
            case SpecField.Many many -> many(many);
            case SpecField.Group group -> group(group);
        };
    }

    private static ObjectNode whole(SpecField.Whole whole) {
        ObjectNode type = JSON.objectNode()
                .put("type", "integer")
                .put("minimum", whole.least())
                .put("maximum", whole.most());
        if (whole.step() > 1) {
            type.put("multipleOf", whole.step());
        }
        return whole.unit().isEmpty() ? type : type.put("x-unit", whole.unit());
    }

    private static ObjectNode text(SpecField.Text text) {
        ObjectNode type = JSON.objectNode()
                .put("type", "string")
                .put("minLength", text.least())
                .put("maxLength", text.most());
        if (!text.pattern().isEmpty()) {
            type.put("pattern", "^(?:" + text.pattern() + ")$");
        }
        return switch (text.kind()) {
            case PLAIN -> type;
            case REGEX -> type.put("format", "regex");
            case SECRET_NAME -> type.put("x-secret-name", true);
        };
    }

    /// Its own words stand over the list.
    private static ObjectNode many(SpecField.Many many) {
        ObjectNode type = JSON.objectNode().put("type", "array").put("maxItems", many.most());
        type.set("items", typed(many.each()));
        return type;
    }

    private static ObjectNode group(SpecField.Group group) {
        ObjectNode properties = JSON.objectNode();
        group.fields().forEach(field -> properties.set(field.name(), property(field, JSON.objectNode())));
        return object(JSON.objectNode(), properties, group.required());
    }

    private static ObjectNode object(ObjectNode schema, ObjectNode properties, List<String> required) {
        schema.put("type", "object").put("additionalProperties", false);
        required.forEach(schema.putArray("required")::add);
        schema.set("properties", properties);
        return schema;
    }
}
