package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestServers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
final class TopicsIT {
    private static final String GROUP = "waddleperf.topics-it";
    private static final Duration SOON = Duration.ofSeconds(40); // some readings

    private static Optional<JsonNode> topic(String name) throws Exception {
        var answer = Http.get("/api/v1/topics");
        assertEquals(200, answer.status(), answer.response()::body);
        for (JsonNode topic : answer.json().get("items")) {
            if (topic.get("name").asText().equals(name)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }

    @Test
    void listsEachTopicOnceThePublicOnesFirst() throws Exception {
        var items = Http.get("/api/v1/topics").json().get("items");
        assertEquals(Topics.all().size(), items.size());
        assertEquals("waddleperf.results", items.get(0).get("name").asText());
        assertEquals("public", items.get(0).get("audience").asText());
        assertEquals(604_800_000_000L, items.get(0).get("retentionUs").asLong());
        assertEquals("secret", items.get(items.size() - 1).get("audience").asText());
    }

    /// On a topic that nobody else writes here; with times a little ahead, so that the last minute still has them
    /// however slow this machine is.
    @Test
    void tellsRatesAndLagsAsKafkaHasThem() throws Exception {
        String name = Topics.METRICS.name();
        try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", TestServers.kafka()),
                        new StringSerializer(),
                        new ByteArraySerializer());
                var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            long ahead = System.currentTimeMillis() + Duration.ofMinutes(10).toMillis();
            long first = 0;
            for (int i = 0; i < 60; i++) {
                var sent = producer.send(new ProducerRecord<>(name, 2, ahead, "fra-1", new byte[] {1}))
                        .get(10, TimeUnit.SECONDS);
                first = i == 0 ? sent.offset() : first;
            }
            admin.alterConsumerGroupOffsets(
                            GROUP, Map.of(new TopicPartition(name, 2), new OffsetAndMetadata(first + 53)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
        JsonNode topic = Await.value(
                "the group is seen",
                SOON,
                () -> topic(name).filter(it -> it.get("groups").size() > 0));
        assertEquals(RealServers.PARTITIONS, topic.get("partitions").asInt());
        assertEquals(GROUP, topic.at("/groups/0/group").asText());
        assertEquals(7, topic.at("/groups/0/records").asInt());
        double rate = topic.get("recordsPerSecond").asDouble();
        assertTrue(rate >= 1, () -> "60 are of the last minute: " + rate);
    }

    @Test
    void servesTheDocumentsThatItNames() throws Exception {
        var json = Http.get("/api/v1/topics/asyncapi.json");
        assertEquals(200, json.status());
        assertEquals("3.0.0", json.json().get("asyncapi").asText());
        var yaml = Http.get("/api/v1/topics/asyncapi.yaml");
        assertTrue(yaml.header("Content-Type").startsWith("application/yaml"), yaml.header("Content-Type"));
        assertEquals(json.json(), new YAMLMapper().readTree(yaml.response().body()));
        for (JsonNode topic : Http.get("/api/v1/topics").json().get("items")) {
            for (JsonNode event : topic.get("events")) {
                if (!event.get("schema").isNull()) {
                    var schema = Http.get(event.get("schema").asText());
                    assertEquals(200, schema.status(), event::toString);
                    assertEquals(event.get("type"), schema.json().get("title"));
                }
            }
        }
    }

    @Test
    void servesASchemaToWhoeverAsksForJsonOfEitherName() throws Exception {
        for (String type : new String[] {"application/json", "application/schema+json"}) {
            var answer = Http.get("/api/v1/topics/schemas/result.v1.json", "Accept", type);
            assertEquals(200, answer.status());
            assertTrue(answer.header("Content-Type").startsWith(type), answer.header("Content-Type"));
        }
    }
}
