package io.waddleperf.api.tests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Require;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody wants tested now.
///
/// @param target the id of a target, or an address
/// @param checks names of tests, or of checks of any schedule
record TestOrder(List<String> probes, String target, List<String> checks) {
    static final int MOST_PROBES = 1_000;
    static final int MOST_CHECKS = 20;
    private static final Set<String> FIELDS = Set.of("probes", "target", "checks");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// @throws ProblemException says everything that is wrong with it
    static TestOrder read(byte[] body) {
        JsonNode json = parse(body);
        refuseUnknown(json);
        var errors = new ArrayList<FieldError>();
        var order = new TestOrder(
                names(json, "probes", MOST_PROBES, errors),
                text(json.get("target"), "target", errors),
                names(json, "checks", MOST_CHECKS, errors));
        if (!errors.isEmpty()) {
            throw ProblemException.of(ProblemKind.BAD_REQUEST, errors);
        }
        return order;
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = STRICT.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
            throw ProblemException.badRequest("body", "must be a JSON object with probes, target and checks");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw ProblemException.badRequest("body", "is not JSON: " + e.getOriginalMessage() + place);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are always read", e);
        }
    }

    private static void refuseUnknown(JsonNode json) {
        var errors = json.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !FIELDS.contains(field))
                .map(field -> new FieldError(field, "is not known; there are probes, target and checks"))
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.of(ProblemKind.UNKNOWN_FIELD, errors);
        }
    }

    private static List<String> names(JsonNode json, String field, int most, List<FieldError> errors) {
        JsonNode list = json.get(field);
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > most) {
            errors.add(new FieldError(field, "must be a list of 1 to " + most + " names"));
            return List.of();
        }
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            String place = field + '[' + i + ']';
            String name = text(list.get(i), place, errors);
            if (!name.isEmpty() && !names.add(name)) {
                errors.add(new FieldError(place, "is \"" + name + "\" again"));
            }
        }
        return List.copyOf(names);
    }

    /// @return empty where it is wrong
    private static String text(@Nullable JsonNode node, String place, List<FieldError> errors) {
        try {
            Require.that(node != null && node.isTextual(), place, node, "must be a text");
            String text = node == null ? "" : node.textValue();
            Require.name(place, text);
            return text;
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(place, Parameters.withoutField(place, String.valueOf(e.getMessage()))));
            return "";
        }
    }
}
