package io.waddleperf.contracts.catalogue;

import io.waddleperf.contracts.kafka.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is generated from the events and committed: a JSON Schema (2020-12) of each with a sample in
/// its `examples`, and the AsyncAPI document of the public topics. A test keeps them as the code is.
public final class CatalogueFiles {
    public static final String ASYNCAPI_JSON = "asyncapi.json";
    public static final String ASYNCAPI_YAML = "asyncapi.yaml";

    private static final String SCHEMAS = "schemas/";
    private static final String OURS = "io.waddleperf.";
    private static final Pattern SCHEMA_NAME = Pattern.compile("[a-z-]+\\.v[0-9]+\\.json");

    private CatalogueFiles() {}

    /// Such as `result.v1.json`; empty where the values are no JSON of ours.
    public static Optional<String> schemaName(Topic<?> event) {
        return event.contentType().equals(Topic.JSON)
                ? Optional.of(event.ceType().substring(OURS.length()) + ".json")
                : Optional.empty();
    }

    /// @return empty where there is no such event
    public static Optional<String> schema(String name) {
        return SCHEMA_NAME.matcher(name).matches() ? text(SCHEMAS + name) : Optional.empty();
    }

    public static String asyncApi(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("no document " + name));
    }

    private static Optional<String> text(String name) {
        try (var file = CatalogueFiles.class.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
