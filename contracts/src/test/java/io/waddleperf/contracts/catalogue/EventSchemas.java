package io.waddleperf.contracts.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.catalogue.SourceDocs.TypeDoc;
import io.waddleperf.contracts.kafka.Topic;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// JSON Schemas of events, from their records and the comments on them.
///
/// They say what this version writes: what may be null is left out or there, all else is there. Fields
/// that they do not name are allowed everywhere, since later versions add some.
final class EventSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String ID = "https://waddleperf.io/schemas/";
    private static final String ADDED = "A later version may add others: take them for unknown.";
    private static final Pattern LINK = Pattern.compile("\\{@link ([^}]+)}");

    private final SourceDocs docs;
    private final String references;
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private EventSchemas(SourceDocs docs, String references) {
        this.docs = docs;
        this.references = references;
    }

    /// A document for one event, with all that it needs.
    static ObjectNode document(SourceDocs docs, Topic<?> event, @Nullable JsonNode sample) {
        var schemas = new EventSchemas(docs, "#/$defs/");
        var document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", DIALECT);
        document.put("$id", ID + CatalogueFiles.schemaName(event).orElseThrow());
        document.put("title", event.ceType());
        document.setAll(schemas.named(event.type(), null));
        if (sample != null) {
            document.putArray("examples").add(sample);
        }
        var defs = document.putObject("$defs");
        schemas.definitions.forEach(defs::set);
        return document;
    }

    /// Of several events, each by its class's name.
    ///
    /// @param references what goes before a name where one refers to another
    static Map<String, ObjectNode> shared(SourceDocs docs, List<Topic<?>> events, String references) {
        var schemas = new EventSchemas(docs, references);
        events.forEach(event -> schemas.reference(event.type()));
        return schemas.definitions;
    }

    private ObjectNode reference(Class<?> type) {
        String name = SourceDocs.name(type);
        if (!definitions.containsKey(name)) {
            var definition = JsonNodeFactory.instance.objectNode();
            definitions.put(name, definition); // before its parts, which may refer to it
            definition.setAll(named(type, null));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", references + name);
    }

    private ObjectNode named(Class<?> type, @Nullable String variant) {
        if (type == Metrics.class) {
            return metrics();
        }
        return type.isSealed() ? choice(type) : record(type, variant);
    }

    private ObjectNode record(Class<?> type, @Nullable String variant) {
        TypeDoc doc = docs.of(type);
        var schema = object(type, doc.text());
        var required = new ArrayList<String>();
        var properties = schema.putObject("properties");
        if (variant != null) {
            properties.putObject("type").put("const", variant);
            required.add("type");
        }
        for (RecordComponent field : type.getRecordComponents()) {
            ObjectNode value = value(field.getAnnotatedType());
            String text = doc.fields().get(field.getName());
            if (text != null) {
                value.put("description", plain(type, text));
            }
            properties.set(field.getName(), value);
            if (!field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(field.getName());
            }
        }
        if (!required.isEmpty()) {
            var names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema;
    }

    private ObjectNode choice(Class<?> type) {
        TypeDoc doc = docs.of(type);
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("description", sentence(plain(type, doc.text())) + "`type` says which. " + ADDED);
        var variants = schema.putArray("oneOf");
        for (Class<?> variant : type.getPermittedSubclasses()) {
            String wireName = doc.variants().get(SourceDocs.name(variant));
            if (wireName == null) {
                throw new IllegalStateException(variant + " has no @Json.SubType at " + type);
            }
            String name = SourceDocs.name(variant);
            definitions.put(name, named(variant, wireName));
            variants.addObject().put("$ref", references + name);
        }
        return schema;
    }

    private ObjectNode metrics() {
        var schema = object(Metrics.class, docs.of(Metrics.class).text());
        var properties = schema.putObject("properties");
        Arrays.stream(Metric.values())
                .forEach(metric -> properties.putObject(metric.wireName()).put("type", "number"));
        schema.putObject("additionalProperties").put("type", "number");
        return schema;
    }

    private ObjectNode object(Class<?> type, String text) {
        var schema = JsonNodeFactory.instance.objectNode();
        if (!text.isEmpty()) {
            schema.put("description", plain(type, text));
        }
        return schema.put("type", "object");
    }

    private ObjectNode value(AnnotatedType annotated) {
        Class<?> type = raw(annotated.getType());
        var schema = JsonNodeFactory.instance.objectNode();
        if (type == List.class) {
            schema.put("type", "array").set("items", value(argument(annotated, 0)));
            return schema;
        }
        if (type == Map.class) {
            schema.put("type", "object").set("additionalProperties", value(argument(annotated, 1)));
            return schema;
        }
        if (type.isEnum()) {
            return names(type);
        }
        if (type.isRecord() || type.isSealed()) {
            return reference(type);
        }
        return simple(type);
    }

    private static ObjectNode simple(Class<?> type) {
        var schema = JsonNodeFactory.instance.objectNode();
        return switch (type.getSimpleName()) {
            case "String" -> schema.put("type", "string");
            case "int", "long", "Integer", "Long" -> schema.put("type", "integer");
            case "double", "Double" -> schema.put("type", "number");
            case "boolean", "Boolean" -> schema.put("type", "boolean");
            default -> {
                if (type == UUID.class) {
                    yield schema.put("type", "string").put("format", "uuid");
                }
                if (type == Instant.class) {
                    yield schema.put("type", "string").put("format", "date-time");
                }
                throw new IllegalStateException("no schema is known of " + type);
            }
        };
    }

    /// By reference, so that one list serves each use.
    private ObjectNode names(Class<?> type) {
        String name = SourceDocs.name(type);
        definitions.computeIfAbsent(name, _ -> {
            var schema = JsonNodeFactory.instance.objectNode();
            schema.put("description", sentence(plain(type, docs.of(type).text())) + ADDED);
            var names = schema.put("type", "string").putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                names.add(constant instanceof WireName wire ? wire.wireName() : ((Enum<?>) constant).name());
            }
            return schema;
        });
        return JsonNodeFactory.instance.objectNode().put("$ref", references + name);
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : text + " ";
    }

    private static Class<?> raw(java.lang.reflect.Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case java.lang.reflect.ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> throw new IllegalStateException("no schema is known of " + type);
        };
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }

    /// Without what only the sources can follow: a constant becomes its value, another link its name. What is null in
    /// Java is left out on the wire.
    private static String plain(Class<?> type, String comment) {
        String text = comment.replaceAll("\\s*\\(\\{@link [^}]+}\\)", "")
                .replaceAll("\\s*\\n\\s*", " ")
                .replaceAll("\\bnull\\b", "absent")
                .replaceAll("\\bNull\\b", "Absent");
        return LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(target(type, link.group(1))));
    }

    private static String target(Class<?> type, String link) {
        int hash = link.indexOf('#');
        if (hash < 0) {
            return link;
        }
        String owner = hash == 0 ? type.getName() : type.getPackageName() + '.' + link.substring(0, hash);
        try {
            var constant = Class.forName(owner).getDeclaredField(link.substring(hash + 1));
            constant.setAccessible(true);
            Object value = constant.get(null);
            return value instanceof String text ? '`' + text + '`' : String.valueOf(value);
        } catch (ReflectiveOperationException _) {
            return '`' + link.substring(hash == 0 ? 1 : 0).replace('#', '.') + '`'; // a method
        }
    }
}
