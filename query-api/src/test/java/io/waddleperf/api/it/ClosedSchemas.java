package io.waddleperf.api.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// The schemas of an OpenAPI document, made strict: what they do not describe is wrong. Clients must bear what is new
/// in
/// an answer, but a member that the document does not know is a gap in the document.
final class ClosedSchemas {
    private static final List<String> OPENNESS = List.of("additionalProperties", "unevaluatedProperties");
    private static final List<String> ONE = List.of("items", "additionalProperties", "not");
    private static final List<String> SEVERAL = List.of("oneOf", "anyOf");

    private final JsonNode document;
    private final List<String> vague = new ArrayList<>();

    /// @param document is left as it is
    ClosedSchemas(JsonNode document) {
        this.document = document;
    }

    /// A copy in which each object takes only the members that it describes.
    JsonNode closed(JsonNode schema, String place) {
        JsonNode copy = schema.deepCopy();
        close(copy, place, true);
        return copy;
    }

    /// Places of objects that describe no member and do not say that any may be there.
    List<String> vague() {
        return List.copyOf(vague);
    }

    /// @param alone false for a part of an object, whose other members stand in other parts
    private void close(JsonNode schema, String place, boolean alone) {
        if (!(schema instanceof ObjectNode object)) {
            return; // true, false, or none
        }
        boolean described = object.has("properties") || object.has("allOf");
        boolean open = OPENNESS.stream().anyMatch(object::has);
        if (!described && !open && mayBeObject(object)) {
            vague.add(place);
        }
        ONE.forEach(word -> close(object.path(word), place + '/' + word, true));
        SEVERAL.forEach(word -> object.path(word).forEach(one -> close(one, place + '/' + word, true)));
        object.path("properties")
                .properties()
                .forEach(property -> close(property.getValue(), place + '/' + property.getKey(), true));
        if (object.has("allOf")) {
            object.set("allOf", together(object.get("allOf"), place + "/allOf"));
        }
        if (alone && described && !open) {
            object.put("unevaluatedProperties", false);
        }
    }

    /// Parts of one object: only all of them together know its members, so that what is referred to comes in as it is.
    private JsonNode together(JsonNode parts, String place) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : parts) {
            JsonNode meant =
                    part.has("$ref") ? document.at(part.get("$ref").asText().substring(1)) : part;
            JsonNode copy = meant.deepCopy();
            close(copy, place, false);
            all.add(copy);
        }
        return all;
    }

    private static boolean mayBeObject(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (one.asText().equals("object")) {
                    return true;
                }
            }
        }
        return type.asText().equals("object");
    }
}
