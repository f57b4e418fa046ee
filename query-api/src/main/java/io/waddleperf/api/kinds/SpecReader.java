package io.waddleperf.api.kinds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.SpecField;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestKind;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a test that somebody sends. What is left out, or null, is the default;
/// everything that is wrong is told at once, each at its place.
public final class SpecReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "type";

    /// Of a wrong value, which may be as large as a request.
    private static final int MOST_SHOWN = 200;

    private final List<FieldError> errors;

    /// @param errors gains what is wrong
    public SpecReader(List<FieldError> errors) {
        this.errors = errors;
    }

    /// The parameters of a test by their names, with its type and without those that are not given.
    static ObjectNode json(TestSpec spec) {
        try {
            return (ObjectNode) JSON.readTree(WireCodec.text(spec));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON", e);
        }
    }

    /// @param place of the test in what was sent, such as `checks[0].spec`
    /// @return null where it is none
    public @Nullable TestSpec read(@Nullable JsonNode sent, String place) {
        if (sent == null || !sent.isObject()) {
            wrong(place, "must be an object such as {\"type\":\"ping\",\"count\":20}, not " + shown(sent));
            return null;
        }
        Test test = test(sent.get(TYPE), place + '.' + TYPE);
        if (test == null) {
            return null;
        }
        TestKind kind = TestKind.of(test);
        int before = errors.size();
        ObjectNode given = group(sent, kind.fields(), List.of(), place, TYPE);
        return errors.size() > before ? null : make(kind, given, place);
    }

    private @Nullable Test test(@Nullable JsonNode type, String place) {
        var known = Parameters.known(Test.values());
        for (Test test : known) {
            if (type != null && type.isTextual() && type.textValue().equals(test.wireName())) {
                return test;
            }
        }
        String names = known.stream().map(WireName::wireName).collect(Collectors.joining(", "));
        wrong(place, "must be one of " + names + ", not " + shown(type));
        return null;
    }

    /// @param also a member that is no parameter, or empty
    private ObjectNode group(JsonNode sent, List<SpecField> fields, List<String> required, String place, String also) {
        var names = fields.stream().map(SpecField::name).toList();
        sent.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name) && !name.equals(also)) {
                wrong(place + '.' + name, "is not known; there are " + String.join(", ", names));
            }
        });
        ObjectNode read = JSON.createObjectNode();
        for (SpecField field : fields) {
            JsonNode value = sent.get(field.name());
            String at = place + '.' + field.name();
            if (value != null && !value.isNull()) {
                read.set(field.name(), value(field, value, at));
            } else if (required.contains(field.name())) {
                wrong(at, "must be given");
            }
        }
        return read;
    }

    private JsonNode value(SpecField field, JsonNode value, String place) {
        return switch (field) {
            case SpecField.Whole whole -> whole(whole, value, place);
            case SpecField.Flag _ -> flag(value, place);
            case SpecField.Choice choice -> choice(choice, value, place);
            case SpecField.Text text -> text(text, value, place);
            case SpecField.Many many -> many(many, value, place);
            case SpecField.Group group -> {
                if (value.isObject()) {
                    yield group(value, group.fields(), group.required(), place, "");
                }
                wrong(place, "must be an object, not " + shown(value));
                yield value;
            }
        };
    }

    private JsonNode whole(SpecField.Whole whole, JsonNode value, String place) {
        if (value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()) {
            allowed(place, whole.name(), () -> whole.require(value.longValue()));
            return JsonNodeFactory.instance.numberNode(value.longValue());
        }
        wrong(
                place,
                "must be a whole number from %d to %d, not %s".formatted(whole.least(), whole.most(), shown(value)));
        return value;
    }

    private JsonNode flag(JsonNode value, String place) {
        if (!value.isBoolean()) {
            wrong(place, "must be true or false, not " + shown(value));
        }
        return value;
    }

    private JsonNode choice(SpecField.Choice choice, JsonNode value, String place) {
        if (value.isTextual()) {
            allowed(place, choice.name(), () -> choice.require(value.textValue()));
        } else {
            wrong(place, "must be one of " + String.join(", ", choice.values()) + ", not " + shown(value));
        }
        return value;
    }

    private JsonNode text(SpecField.Text text, JsonNode value, String place) {
        if (value.isTextual()) {
            allowed(place, text.name(), () -> text.require(value.textValue()));
        } else {
            wrong(place, "must be a text, not " + shown(value));
        }
        return value;
    }

    private JsonNode many(SpecField.Many many, JsonNode value, String place) {
        if (!value.isArray() || value.size() > many.most()) {
            wrong(place, "must be a list of at most " + many.most());
            return value;
        }
        ArrayNode read = JSON.createArrayNode();
        for (int i = 0; i < value.size(); i++) {
            read.add(value(many.each(), value.get(i), place + '[' + i + ']'));
        }
        return read;
    }

    /// What several parameters must be together only the record knows.
    private @Nullable TestSpec make(TestKind kind, ObjectNode given, String place) {
        ObjectNode all = json(kind.defaults());
        all.setAll(given);
        try {
            return WireCodec.read(TestSpec.class, all.toString());
        } catch (WireFormatException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = String.valueOf(cause.getMessage());
            String field = kind.fields().stream()
                    .map(SpecField::name)
                    .filter(name -> message.startsWith(name + " must"))
                    .findFirst()
                    .orElse("");
            wrong(field.isEmpty() ? place : place + '.' + field, Parameters.withoutField(field, message));
            return null;
        }
    }

    private void allowed(String place, String field, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            wrong(place, Parameters.withoutField(field, String.valueOf(e.getMessage())));
        }
    }

    private void wrong(String place, String detail) {
        errors.add(new FieldError(place, cut(detail)));
    }

    private static String cut(String text) {
        return text.length() <= 2 * MOST_SHOWN ? text : text.substring(0, 2 * MOST_SHOWN) + '…';
    }

    private static String shown(@Nullable JsonNode node) {
        String all = String.valueOf(node);
        return all.length() <= MOST_SHOWN ? all : all.substring(0, MOST_SHOWN) + '…';
    }
}
