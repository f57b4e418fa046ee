package io.waddleperf.contracts.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.contracts.kafka.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The public topics as AsyncAPI 3.0 (asyncapi.com) has them, with its bindings for Kafka.
///
/// Schemas use what draft 07 and 2020-12 of JSON Schema have in common, so that tools of either read them.
final class AsyncApiDocument {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String BINDING = "0.5.0";
    private static final String CE = "ce_";

    private AsyncApiDocument() {}

    /// @param samples by `ce_type`
    static ObjectNode of(SourceDocs docs, List<CatalogueEntry> entries, Map<String, JsonNode> samples) {
        var open = entries.stream().filter(CatalogueEntry::isPublic).toList();
        var document = JsonNodeFactory.instance.objectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "WaddlePerf topics")
                .put("version", "1")
                .put("description", """
                        Every measurement, decision and incident is a record on one of these topics of Kafka. Values \
                        are JSON unless the content type says otherwise, headers are those of CloudEvents 1.0 in binary \
                        mode. Fields, variants and names are only ever added: skip what you do not know. Durations are \
                        integer microseconds, times RFC 3339 in UTC. A result may stand there twice after a crash, byte \
                        for byte, with the same ce_id. Decisions, incidents and rollups are written in transactions: \
                        read them with isolation.level=read_committed.""");
        document.put("defaultContentType", Topic.JSON);
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        var components = document.putObject("components");
        var messages = components.putObject("messages");
        for (CatalogueEntry entry : open) {
            String channel = shortName(entry.topic().name());
            channels.set(channel, channel(entry));
            operations.set("write-" + channel, operation(entry, channel));
            entry.events().forEach(event -> messages.set(messageName(event), message(event, samples)));
        }
        var events = open.stream()
                .flatMap(entry -> entry.events().stream())
                .filter(event -> CatalogueFiles.schemaName(event).isPresent())
                .toList();
        var schemas = components.putObject("schemas");
        EventSchemas.shared(docs, events, SCHEMAS).forEach(schemas::set);
        return document;
    }

    private static String shortName(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static String messageName(Topic<?> event) {
        return event.ceType().substring("io.waddleperf.".length());
    }

    private static ObjectNode channel(CatalogueEntry entry) {
        Topic<?> topic = entry.topic();
        var channel = JsonNodeFactory.instance.objectNode();
        channel.put("address", topic.name()).put("title", shortName(topic.name()));
        channel.put("description", entry.description());
        var messages = channel.putObject("messages");
        entry.events()
                .forEach(event -> messages.putObject(messageName(event))
                        .put("$ref", "#/components/messages/" + messageName(event)));
        var kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name());
        var settings = kafka.putObject("topicConfiguration");
        var policies = settings.putArray("cleanup.policy");
        Arrays.stream(topic.cleanup().policy().split(",", -1)).forEach(policies::add);
        if (topic.cleanup() != Topic.Cleanup.COMPACT) {
            settings.put("retention.ms", topic.retention().toMillis());
        }
        kafka.put("bindingVersion", BINDING);
        return channel;
    }

    private static ObjectNode operation(CatalogueEntry entry, String channel) {
        var operation = JsonNodeFactory.instance.objectNode();
        operation.put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        operation.put("summary", "Written by " + String.join(", ", entry.writers()) + "; downstream programs read it.");
        return operation;
    }

    private static ObjectNode message(Topic<?> event, Map<String, JsonNode> samples) {
        var message = JsonNodeFactory.instance.objectNode();
        message.put("name", event.ceType()).put("contentType", event.contentType());
        message.set("headers", headers(event));
        if (CatalogueFiles.schemaName(event).isPresent()) {
            message.put("title", SourceDocs.name(event.type()));
            message.putObject("payload").put("$ref", SCHEMAS + SourceDocs.name(event.type()));
        } else {
            message.put("title", "ExportMetricsServiceRequest");
            message.put(
                    "description",
                    "opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest of OTLP 1, in protobuf.");
        }
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", BINDING)
                .putObject("key")
                .put("type", "string")
                .put("description", event.keyedBy());
        JsonNode sample = samples.get(event.ceType());
        if (sample != null) {
            message.putArray("examples").addObject().set("payload", sample);
        }
        return message;
    }

    /// CloudEvents 1.0, Kafka protocol binding, binary content mode; `traceparent` is W3C's.
    private static ObjectNode headers(Topic<?> event) {
        var headers = JsonNodeFactory.instance.objectNode();
        headers.put("type", "object");
        var properties = headers.putObject("properties");
        properties.putObject(CE + "specversion").put("type", "string").put("const", "1.0");
        properties
                .putObject(CE + "id")
                .put("type", "string")
                .put("description", "The same for the same event, however often it was sent.");
        properties.putObject(CE + "type").put("type", "string").put("const", event.ceType());
        properties.putObject(CE + "source").put("type", "string").put("description", "/waddleperf/ and the key");
        properties.putObject("content-type").put("type", "string").put("const", event.contentType());
        properties
                .putObject("traceparent")
                .put("type", "string")
                .put("description", "W3C Trace Context, where the event belongs to a run.");
        var required = headers.putArray("required");
        List.of(CE + "specversion", CE + "id", CE + "type", CE + "source", "content-type")
                .forEach(required::add);
        return headers;
    }
}
