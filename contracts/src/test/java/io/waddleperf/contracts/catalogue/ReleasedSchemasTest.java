package io.waddleperf.contracts.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is on the topics still suits whoever reads them as of the last release.
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final String ADVICE =
            "; a change that breaks readers needs an event type of its own (…v2) beside the old one";

    /// With a release, `-Dcatalogue.release=true` takes the current files over. Files that are there are
    /// compared first, so that it lets nothing pass.
    @Test
    void keepsWhatTheLastReleasePromised() throws IOException {
        var current = Catalogue.files();
        var broken = broken(current);
        assertEquals(List.of(), broken, () -> String.join("\n", broken) + ADVICE);
        if (Boolean.getBoolean("catalogue.release")) {
            for (var file : current.entrySet()) {
                if (file.getKey().endsWith(".json")) {
                    Path path = RELEASED.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.getValue());
                }
            }
        }
        assertTrue(Files.exists(RELEASED.resolve(CatalogueFiles.ASYNCAPI_JSON)), "no release is kept in " + RELEASED);
    }

    private static List<String> broken(Map<String, String> current) throws IOException {
        var broken = new ArrayList<String>();
        for (String name : released("schemas")) {
            String text = current.get(name);
            if (text != null) {
                JsonNode now = Catalogue.tree(text);
                String event = name.substring(name.indexOf('/') + 1, name.lastIndexOf('.'));
                broken.addAll(SchemaChanges.between(event, read(name), now));
            } else {
                broken.add(name + " is gone");
            }
        }
        if (Files.exists(RELEASED.resolve(CatalogueFiles.ASYNCAPI_JSON))) {
            JsonNode now = Catalogue.tree(String.valueOf(current.get(CatalogueFiles.ASYNCAPI_JSON)));
            broken.addAll(channels(read(CatalogueFiles.ASYNCAPI_JSON), now));
        }
        return broken;
    }

    private static JsonNode read(String name) throws IOException {
        return Catalogue.tree(Files.readString(RELEASED.resolve(name)));
    }

    private static List<String> released(String folder) throws IOException {
        Path within = RELEASED.resolve(folder);
        if (!Files.exists(within)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(within)) {
            return files.map(file -> RELEASED.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /// Where what is read: topic, key, type, media type.
    private static List<String> channels(JsonNode released, JsonNode current) {
        var broken = new ArrayList<String>();
        released.get("channels").fields().forEachRemaining(channel -> {
            JsonNode now = current.path("channels").path(channel.getKey());
            if (!now.path("address").equals(channel.getValue().get("address"))) {
                broken.add(
                        "the public topic " + channel.getValue().get("address").asText() + " is gone");
            }
            channel.getValue().get("messages").fieldNames().forEachRemaining(message -> {
                if (!now.path("messages").has(message)) {
                    broken.add(channel.getKey() + " has no events " + message + " any more");
                }
            });
        });
        released.at("/components/messages").fields().forEachRemaining(message -> {
            JsonNode now = current.at("/components/messages").path(message.getKey());
            for (String what : List.of("name", "contentType", "bindings", "headers")) {
                if (!now.isMissingNode()
                        && !now.path(what).equals(message.getValue().path(what))) {
                    broken.add(message.getKey() + " has another " + what);
                }
            }
        });
        return broken;
    }

    @Test
    void tellsATopicThatIsGoneAndAKeyThatIsAnother() throws IOException {
        JsonNode released = Catalogue.tree(CatalogueFiles.asyncApi(CatalogueFiles.ASYNCAPI_JSON));
        var current = (ObjectNode) released.deepCopy();
        assertEquals(List.of(), channels(released, current));
        ((ObjectNode) current.get("channels")).remove("rollups");
        ((ObjectNode) current.at("/components/messages/result.v1/bindings/kafka/key")).put("description", "target id");
        ((ObjectNode) current.at("/channels/incidents/messages")).remove("incident.v1");
        var said = channels(released, current);
        assertTrue(said.contains("the public topic waddleperf.rollups is gone"), said::toString);
        assertTrue(said.contains("incidents has no events incident.v1 any more"), said::toString);
        assertTrue(said.contains("result.v1 has another bindings"), said::toString);
        assertFalse(said.size() > 4, said::toString);
    }
}
