package io.waddleperf.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.WireName;
import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.LocationFields;
import io.waddleperf.documents.Pointers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The JSON object that a request sends: reads each field, gathers what is wrong, and [#make]
/// refuses it all at once.
///
/// A field that is null is one that is not there; a wrong value reads as its default.
public final class JsonBody {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Of a wrong value, which may be as large as a request.
    private static final int MOST_SHOWN = 200;

    private final JsonNode json;
    private final List<FieldError> errors = new ArrayList<>();

    private JsonBody(JsonNode json) {
        this.json = json;
    }

    /// @param fields all that there are, in the order in which they are told
    /// @throws ProblemException where the body is no JSON object, or has a field that is not known
    public static JsonBody read(byte[] body, List<String> fields) {
        String all = listed(fields);
        String known = "is not known; there " + (fields.size() == 1 ? "is " : "are ") + all;
        JsonNode json = parse(body, all);
        var unknown = json.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !fields.contains(field))
                .map(field -> new FieldError(field, known))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.of(ProblemKind.UNKNOWN_FIELD, unknown);
        }
        return new JsonBody(json);
    }

    private static String listed(List<String> fields) {
        return fields.size() == 1
                ? fields.getFirst()
                : String.join(", ", fields.subList(0, fields.size() - 1)) + " and " + fields.getLast();
    }

    private static JsonNode parse(byte[] body, String fields) {
        try {
            JsonNode json = STRICT.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
            throw ProblemException.badRequest("body", "must be a JSON object with " + fields);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw ProblemException.badRequest("body", "is not JSON: " + e.getOriginalMessage() + place);
        } catch (IOException e) { // of bytes in memory: their encoding
            throw ProblemException.badRequest("body", "is not JSON in UTF-8: " + e.getMessage());
        }
    }

    public @Nullable String text(String field) {
        return read(field, "a text", JsonNode::isTextual, JsonNode::textValue);
    }

    /// The name of a probe, target, check or rule; empty where it is wrong or not there.
    public String name(String field) {
        return name(json.get(field), field);
    }

    /// @return without those that are wrong
    public List<String> names(String field, int most) {
        JsonNode list = json.get(field);
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > most) {
            errors.add(new FieldError(field, "must be a list of 1 to " + most + " names"));
            return List.of();
        }
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            String place = field + '[' + i + ']';
            String name = name(list.get(i), place);
            if (!name.isEmpty() && !names.add(name)) {
                errors.add(new FieldError(place, "is \"" + name + "\" again"));
            }
        }
        return List.copyOf(names);
    }

    /// Like [#names], where there may be none.
    public List<String> namesOrNone(String field, int most) {
        JsonNode list = json.get(field);
        return list == null || list.isNull() || (list.isArray() && list.isEmpty()) ? List.of() : names(field, most);
    }

    /// Reads one item of a list.
    @FunctionalInterface
    public interface Item<T> {
        /// @param place of the item, such as `checks[0]`
        /// @return null where it is wrong, after that was said
        @Nullable
        T read(JsonBody body, JsonNode item, String place);
    }

    /// @param what the items are, in the plural
    /// @return without those that are wrong
    public <T> List<T> list(String field, int most, String what, Item<T> reader) {
        JsonNode list = json.get(field);
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > most) {
            errors.add(new FieldError(field, "must be a list of 1 to " + most + ' ' + what));
            return List.of();
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < list.size(); i++) {
            T item = reader.read(this, list.get(i), field + '[' + i + ']');
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    /// What stands there as it was sent; null where nothing does.
    public @Nullable JsonNode node(String field) {
        JsonNode node = json.get(field);
        return node == null || node.isNull() ? null : node;
    }

    /// Refuses members of an object that are not known.
    public void requireKnown(JsonNode object, String place, List<String> fields) {
        object.fieldNames()
                .forEachRemaining(name -> require(
                        fields.contains(name), place + '.' + name, "is not known; there are " + listed(fields)));
    }

    /// What is wrong so far, for a reader of a part, which adds to it.
    public List<FieldError> errors() {
        return errors;
    }

    /// A name that stands somewhere within; empty where it is wrong.
    public String name(@Nullable JsonNode node, String place) {
        try {
            Require.that(node != null && node.isTextual(), place, node, "must be a text");
            String text = node == null ? "" : node.textValue();
            Require.name(place, text);
            return text;
        } catch (IllegalArgumentException e) {
            add(place, e);
            return "";
        }
    }

    public boolean flag(String field, boolean fallback) {
        Boolean value = read(field, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
        return value == null ? fallback : value;
    }

    public int integer(String field, int fallback, int least, int most) {
        Integer value = read(
                field,
                "a whole number from " + least + " to " + most,
                node -> node.isIntegralNumber()
                        && node.canConvertToInt()
                        && node.intValue() >= least
                        && node.intValue() <= most,
                JsonNode::intValue);
        return value == null ? fallback : value;
    }

    public @Nullable Double decimal(String field) {
        return read(field, "a number", JsonNode::isNumber, JsonNode::doubleValue);
    }

    /// A time in RFC 3339.
    public @Nullable Instant instant(String field) {
        String text = text(field);
        try {
            return text == null ? null : Parameters.time(field, text);
        } catch (IllegalArgumentException e) {
            add(field, e);
            return null;
        }
    }

    public <E extends Enum<E> & WireName> @Nullable E choice(String field, List<E> allowed) {
        String text = text(field);
        try {
            return text == null ? null : Parameters.choice(field, text, allowed);
        } catch (IllegalArgumentException e) {
            add(field, e);
            return null;
        }
    }

    public <E extends Enum<E> & WireName> List<E> choices(String field, List<E> allowed) {
        JsonNode list = read(field, "a list", JsonNode::isArray, node -> node);
        var choices = new LinkedHashSet<E>();
        for (int i = 0; list != null && i < list.size(); i++) {
            String place = field + '[' + i + ']';
            try {
                choices.add(Parameters.choice(place, list.get(i).asText(), allowed));
            } catch (IllegalArgumentException e) {
                add(place, e);
            }
        }
        return List.copyOf(choices);
    }

    /// Where something stands, in the words of documents.
    public @Nullable Location location(String field) {
        JsonNode object = read(field, "an object with latitude and longitude", JsonNode::isObject, node -> node);
        if (object == null) {
            return null;
        }
        try {
            return LocationFields.read(field, STRICT.convertValue(object, Map.class));
        } catch (FieldException e) {
            errors.add(new FieldError(
                    Pointers.words('/' + e.pointer()),
                    Parameters.withoutField(e.pointer().substring(e.pointer().lastIndexOf('/') + 1), e.complaint())));
            return null;
        }
    }

    /// An object of texts.
    public Map<String, String> texts(String field) {
        JsonNode object = read(field, "an object of texts", JsonNode::isObject, node -> node);
        var texts = new LinkedHashMap<String, String>();
        if (object != null) {
            for (var member : object.properties()) {
                if (member.getValue().isTextual()) {
                    texts.put(member.getKey(), member.getValue().textValue());
                } else {
                    errors.add(new FieldError(
                            field + '.' + member.getKey(), "must be a text, not " + shown(member.getValue())));
                }
            }
        }
        return texts;
    }

    private <T> @Nullable T read(String field, String allowed, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
        JsonNode node = json.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (fits.test(node)) {
            return value.apply(node);
        }
        errors.add(new FieldError(field, "must be " + allowed + ", not " + shown(node)));
        return null;
    }

    private static String shown(JsonNode node) {
        String all = node.toString();
        return all.length() <= MOST_SHOWN ? all : all.substring(0, MOST_SHOWN) + '…';
    }

    /// Demands a field that has been read.
    public <T> @Nullable T required(String field, @Nullable T value) {
        if (value == null && errors.stream().noneMatch(error -> error.field().equals(field))) {
            errors.add(new FieldError(field, "must be given"));
        }
        return value;
    }

    public void require(boolean holds, String field, String detail) {
        if (!holds) {
            errors.add(new FieldError(field, detail));
        }
    }

    /// Makes a thing that checks itself, once nothing of what was read is wrong.
    ///
    /// @param maker throws [IllegalArgumentException] with the field as its first word
    /// @throws ProblemException says everything that is wrong
    public <T> T make(Supplier<T> maker) {
        if (errors.isEmpty()) {
            try {
                return maker.get();
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                add(message.contains(" ") ? message.substring(0, message.indexOf(' ')) : "body", e);
            }
        }
        throw ProblemException.of(ProblemKind.BAD_REQUEST, errors);
    }

    private void add(String field, IllegalArgumentException e) {
        errors.add(new FieldError(field, Parameters.withoutField(field, String.valueOf(e.getMessage()))));
    }
}
