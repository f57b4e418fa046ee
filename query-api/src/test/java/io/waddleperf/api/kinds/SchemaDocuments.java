package io.waddleperf.api.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Documents at the edges of a schema: for each of its properties what is just allowed and what is
/// just not, all else left out.
final class SchemaDocuments {
    private static final JsonMapper JSON = new JsonMapper();

    private SchemaDocuments() {}

    /// A document, and the place of the property that it is about.
    record Edge(String place, boolean allowed, JsonNode document) {}

    static List<Edge> of(JsonNode schema) {
        ObjectNode start = JSON.createObjectNode();
        start.set("type", schema.at("/properties/type/const"));
        return edges(schema, start, "");
    }

    private static List<Edge> edges(JsonNode schema, ObjectNode start, String prefix) {
        var edges = new ArrayList<Edge>();
        edges.add(new Edge(prefix + "odd", false, with(start, "odd", number(1))));
        schema.get("properties").properties().forEach(property -> {
            String name = property.getKey();
            if (!property.getValue().has("const")) {
                values(property.getValue()).forEach(value -> {
                    String place = prefix + name + value.place();
                    edges.add(new Edge(place, value.allowed(), with(start, name, value.document())));
                });
            }
        });
        return edges;
    }

    private static ObjectNode with(ObjectNode start, String name, JsonNode value) {
        return start.deepCopy().set(name, value);
    }

    private static List<Edge> values(JsonNode schema) {
        return switch (schema.get("type").asText()) {
            case "integer" -> {
                long step = schema.path("multipleOf").asLong(1);
                yield List.of(
                        yes(number(schema.get("minimum").asLong())),
                        yes(number(schema.get("maximum").asLong())),
                        no(number(schema.get("minimum").asLong() - step)),
                        no(number(schema.get("maximum").asLong() + step)),
                        no(JsonNodeFactory.instance.numberNode(
                                schema.get("minimum").asLong() + 0.5)),
                        no(text("1")));
            }
            case "boolean" -> List.of(yes(JSON.getNodeFactory().booleanNode(true)), no(text("true")), no(number(1)));
            case "string" -> schema.has("enum") ? choices(schema) : texts(schema);
            case "array" -> lists(schema);
            case "object" -> objects(schema);
            default -> throw new IllegalStateException("no such type here: " + schema);
        };
    }

    private static List<Edge> choices(JsonNode schema) {
        var edges = new ArrayList<Edge>();
        schema.get("enum").forEach(value -> edges.add(yes(value)));
        edges.addAll(List.of(no(text("odd")), no(text("")), no(number(1))));
        return edges;
    }

    private static List<Edge> texts(JsonNode schema) {
        var edges = new ArrayList<>(List.of(
                no(number(1)), no(text("x".repeat(schema.get("maxLength").asInt() + 1)))));
        if (schema.get("minLength").asInt() > 0) {
            edges.add(no(text("")));
        }
        if (schema.has("pattern")) {
            edges.add(no(text("\t")));
            edges.add(no(text("é")));
        }
        return edges;
    }

    private static List<Edge> lists(JsonNode schema) {
        var edges = new ArrayList<Edge>();
        edges.add(yes(JSON.createArrayNode()));
        edges.add(no(text("odd")));
        for (Edge edge : values(schema.get("items"))) {
            edges.add(new Edge(
                    "[0]" + edge.place(), edge.allowed(), JSON.createArrayNode().add(edge.document())));
        }
        return edges;
    }

    /// A member that must be there is there, unless its absence is the point.
    private static List<Edge> objects(JsonNode schema) {
        ObjectNode start = JSON.createObjectNode();
        var edges = new ArrayList<Edge>();
        schema.get("required").forEach(name -> {
            edges.add(new Edge('.' + name.asText(), false, JSON.createObjectNode()));
            start.put(name.asText(), "a");
        });
        edges.add(yes(start));
        edges.addAll(edges(schema, start, "."));
        return edges;
    }

    private static Edge yes(JsonNode value) {
        return new Edge("", true, value);
    }

    private static Edge no(JsonNode value) {
        return new Edge("", false, value);
    }

    private static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }
}
