package io.waddleperf.api.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What openapi.yaml promises of each answer, so that a test can hold one against it.
final class ApiDocument {
    private static final String NO_CONTENT_TYPE = "";
    private static final String ANY_TYPE = "*/*";
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonSchemaFactory FACTORY = factory();
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    /// The one that is served.
    static final ApiDocument SERVED = read();

    private final JsonNode document;
    private final ClosedSchemas closing;
    /// `{"schemas":{…}}`
    private final ObjectNode components = JSON.createObjectNode();
    /// By operation, status and media type.
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private ApiDocument(JsonNode document) {
        this.document = document;
        closing = new ClosedSchemas(document);
        var closed = components.putObject("schemas");
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> closed.set(schema.getKey(), closing.closed(schema.getValue(), schema.getKey())));
    }

    /// The dialect of OpenAPI 3.1 as far as it stands here: neither is looked at.
    private static JsonSchemaFactory factory() {
        var dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new NonValidationKeyword("components"))
                .keyword(new NonValidationKeyword("example"))
                .build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, builder -> builder.metaSchema(dialect));
    }

    private static ApiDocument read() {
        try (var yaml = ApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new ApiDocument(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a client sees of an answer.
    ///
    /// @param path without the query
    /// @param header of a name in lower case
    record Answer(String method, String path, int status, Function<String, Optional<String>> header, String body) {
        /// Without its parameters.
        String type() {
            return header.apply("content-type")
                    .map(value -> value.replaceFirst(";.*", "").strip())
                    .orElse(NO_CONTENT_TYPE);
        }

        static Answer of(HttpResponse<?> response, String body) {
            var request = response.request();
            return new Answer(
                    request.method(),
                    request.uri().getRawPath(),
                    response.statusCode(),
                    response.headers()::firstValue,
                    body);
        }
    }

    /// All of them, as `GET /api/v1/paths/{id}`.
    Set<String> operations() {
        var operations = new TreeSet<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        return operations;
    }

    /// Whatever is said where nothing is refused: each status below 400 of each operation, in each of its media types,
    /// as `GET /api/v1/paths 200 application/json` or `DELETE /api/v1/targets/{id} 204`.
    Set<String> goodAnswers() {
        var answers = new TreeSet<String>();
        for (String operation : operations()) {
            for (var response : responses(operation).properties()) {
                String answer = operation + ' ' + response.getKey();
                var types = resolved(response.getValue()).path("content").fieldNames();
                if (!response.getKey().matches("[23]\\d\\d")) {
                    continue;
                }
                if (!types.hasNext()) {
                    answers.add(answer);
                }
                types.forEachRemaining(type -> answers.add(answer + ' ' + type));
            }
        }
        return answers;
    }

    /// Which of [#goodAnswers] it is, if one.
    Optional<String> goodAnswer(Answer answer) {
        return operation(answer.method, answer.path)
                .flatMap(operation -> Stream.of("", ' ' + ANY_TYPE, ' ' + answer.type())
                        .map(type -> operation + ' ' + answer.status + type)
                        .filter(goodAnswers()::contains)
                        .findFirst());
    }

    /// Objects of which the document says neither what they hold nor that it may be anything.
    List<String> vague() {
        for (String operation : operations()) {
            for (var response : responses(operation).properties()) {
                resolved(response.getValue())
                        .path("content")
                        .forEach(type -> closing.closed(type.get("schema"), operation + ' ' + response.getKey()));
            }
        }
        return closing.vague();
    }

    /// The path with fewer names in braces is the one that is meant. Slashes at the end and empty segments count
    /// for nothing, as where resources are found.
    Optional<String> operation(String method, String asked) {
        String path = asked.replaceAll("/{2,}", "/").replaceFirst("/$", "");
        return operations().stream()
                .filter(operation -> operation.startsWith(method + ' '))
                .filter(operation ->
                        path.matches(operation.substring(method.length() + 1).replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparingLong(
                        operation -> operation.chars().filter(c -> c == '{').count()));
    }

    /// What of an answer is not as the document says; empty for what it does not speak of, such as pages.
    List<String> faults(Answer answer) {
        return operation(answer.method, answer.path)
                .map(operation -> faults(operation, answer))
                .orElseGet(() -> answer.path.startsWith("/api/") && answer.status < 400
                        ? List.of("the document knows no such operation")
                        : List.of());
    }

    private List<String> faults(String operation, Answer answer) {
        JsonNode responses = responses(operation);
        String status = Integer.toString(answer.status);
        if (!responses.has(status) && answer.status < 400) {
            return List.of("the document knows no status " + status);
        }
        String key = responses.has(status) ? status : "default";
        JsonNode response = resolved(responses.get(key));
        var faults = new ArrayList<String>();
        response.path("headers").fieldNames().forEachRemaining(name -> {
            if (answer.header.apply(name.toLowerCase(Locale.ROOT)).isEmpty()) {
                faults.add("the header " + name + " is missing");
            }
        });
        faults.addAll(contentFaults(operation + ' ' + key, response.path("content"), answer));
        return faults;
    }

    private List<String> contentFaults(String key, JsonNode content, Answer answer) {
        String type = answer.type();
        if (content.isEmpty()) {
            return answer.body.isEmpty() ? List.of() : List.of("the document knows no body here");
        }
        if (content.has(ANY_TYPE)) {
            return List.of();
        }
        if (!content.has(type)) {
            return List.of("the document knows no content of type '" + type + "' here");
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        var schema = schemas.computeIfAbsent(key + ' ' + type, _ -> schema(content.get(type), key));
        try {
            return schema.validate(JSON.readTree(answer.body)).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of("the body is no JSON: " + e.getMessage());
        }
    }

    private JsonSchema schema(JsonNode mediaType, String place) {
        var schema = (ObjectNode) closing.closed(mediaType.get("schema"), place);
        schema.set("components", components); // where its references lead
        return FACTORY.getSchema(schema, STRICT);
    }

    private JsonNode responses(String operation) {
        int blank = operation.indexOf(' ');
        return document.get("paths")
                .get(operation.substring(blank + 1))
                .get(operation.substring(0, blank).toLowerCase(Locale.ROOT))
                .get("responses");
    }

    private JsonNode resolved(JsonNode response) {
        return response.has("$ref") ? document.at(response.get("$ref").asText().substring(1)) : response;
    }

    /// @throws AssertionError says what is not as the document says
    static void check(Answer answer) {
        var faults = SERVED.faults(answer);
        if (!faults.isEmpty()) {
            throw new AssertionError("%s %s answered %d with what openapi.yaml does not say:\n  %s\n%s"
                    .formatted(answer.method, answer.path, answer.status, String.join("\n  ", faults), answer.body));
        }
    }
}
