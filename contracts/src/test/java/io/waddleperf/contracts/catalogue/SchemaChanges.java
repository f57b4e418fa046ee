package io.waddleperf.contracts.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What readers of a released schema could not bear in the current one, a sentence for each.
///
/// A field that may be absent, a variant and a name may be added, since readers skip what they do not
/// know. All else keeps its name, its type, and whether it is always there.
final class SchemaChanges {
    private final String event;
    private final JsonNode released;
    private final JsonNode current;
    private final List<String> sentences = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private SchemaChanges(String event, JsonNode released, JsonNode current) {
        this.event = event;
        this.released = released;
        this.current = current;
    }

    /// @param event as it is called in the sentences
    static List<String> between(String event, JsonNode released, JsonNode current) {
        var changes = new SchemaChanges(event, released, current);
        changes.compare("", released, current);
        return List.copyOf(changes.sentences);
    }

    private void compare(String where, JsonNode before, JsonNode now) {
        JsonNode old = resolved(released, before);
        JsonNode young = resolved(current, now);
        String reference = before.path("$ref").asText();
        if (!reference.isEmpty()
                && !seen.add(reference + " at " + now.path("$ref").asText())) {
            return; // said already, and definitions may refer to themselves
        }
        if (old.has("oneOf") || young.has("oneOf")) {
            variants(where, old, young);
            return;
        }
        if (!kind(old).equals(kind(young))) {
            say(where, "was " + kind(old) + " and is " + kind(young) + ": a type is for ever");
            return;
        }
        names(where, old, young);
        fields(where, old, young);
        if (old.has("items")) {
            compare(where + "[]", old.get("items"), young.path("items"));
        }
        if (old.has("additionalProperties")) {
            compare(where + ".*", old.get("additionalProperties"), young.path("additionalProperties"));
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    private static String kind(JsonNode schema) {
        if (schema.has("const")) {
            return "always " + schema.get("const").asText();
        }
        String type = schema.path("type").asText("nothing");
        return schema.has("format") ? type + " (" + schema.get("format").asText() + ')' : type;
    }

    private void names(String where, JsonNode old, JsonNode young) {
        var gone = texts(old.path("enum"));
        gone.removeAll(texts(young.path("enum")));
        gone.forEach(name -> say(where, "can no longer be `" + name + "`, which older records say"));
    }

    private void fields(String where, JsonNode old, JsonNode young) {
        JsonNode before = old.path("properties");
        JsonNode now = young.path("properties");
        var required = texts(old.path("required"));
        var requiredNow = texts(young.path("required"));
        for (String field : fieldNames(before)) {
            String place = where.isEmpty() ? field : where + '.' + field;
            if (!now.has(field)) {
                gone(place, before.get(field), before, now);
                continue;
            }
            compare(place, before.get(field), now.get(field));
            if (required.contains(field) && !requiredNow.contains(field)) {
                say(place, "was always there and may now be absent: readers of the last release count on it");
            } else if (!required.contains(field) && requiredNow.contains(field)) {
                say(place, "may be absent in older records and is now required");
            }
        }
        for (String field : fieldNames(now)) {
            if (!before.has(field) && requiredNow.contains(field)) {
                String place = where.isEmpty() ? field : where + '.' + field;
                say(place, "is new and required, which older records do not have: make it @Nullable");
            }
        }
    }

    private void gone(String place, JsonNode field, JsonNode before, JsonNode now) {
        String heirs = fieldNames(now).stream()
                .filter(name -> !before.has(name))
                .filter(name -> kind(resolved(current, now.get(name))).equals(kind(resolved(released, field))))
                .map(name -> '`' + name + '`')
                .collect(Collectors.joining(", "));
        say(place, heirs.isEmpty() ? "is gone" : "is gone, renamed to " + heirs + " as it seems: keep the old name");
    }

    private void variants(String where, JsonNode old, JsonNode young) {
        if (!old.has("oneOf") || !young.has("oneOf")) {
            say(where, "was " + shape(old) + " and is " + shape(young));
            return;
        }
        for (JsonNode variant : old.get("oneOf")) {
            String name = variantName(resolved(released, variant));
            String place = where + '<' + name + '>';
            JsonNode heir = MissingNode.getInstance();
            for (JsonNode candidate : young.get("oneOf")) {
                if (variantName(resolved(current, candidate)).equals(name)) {
                    heir = candidate;
                }
            }
            if (heir.isMissingNode()) {
                say(place, "is gone: older records have this variant");
            } else {
                compare(place, variant, heir);
            }
        }
    }

    private static String shape(JsonNode schema) {
        return schema.has("oneOf") ? "one of several variants" : kind(schema);
    }

    private static String variantName(JsonNode variant) {
        return variant.at("/properties/type/const").asText();
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new LinkedHashSet<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Set<String> fieldNames(JsonNode properties) {
        var names = new LinkedHashSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void say(String where, String what) {
        sentences.add(event + (where.isEmpty() ? "" : ": `" + where + '`') + ' ' + what);
    }
}
