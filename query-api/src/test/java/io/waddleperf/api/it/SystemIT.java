package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
final class SystemIT {
    private static final String PATH = "/api/v1/system";
    private static final List<String> GROUPS = List.of("results-sink", "results-sink-latest");

    @AfterEach
    void forget() throws Exception {
        try (var admin = admin()) {
            var there = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                    .map(GroupListing::groupId)
                    .filter(GROUPS::contains)
                    .toList();
            admin.deleteConsumerGroups(there).all().get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestServers.kafka()));
    }

    private static JsonNode system() throws Exception {
        var answer = Http.get(PATH);
        assertEquals(200, answer.status(), answer.response()::body);
        return answer.json();
    }

    @Test
    void tellsOfEachPart() throws Exception {
        var system = system();
        assertEquals("ok", system.at("/kafka/state").asText(), system::toString);
        assertEquals(1, system.at("/kafka/findings/brokers").asInt());
        assertTrue(
                system.at("/kafka/findings/partitions").asInt() >= Topics.all().size());
        assertEquals("ok", system.at("/database/state").asText(), system::toString);
        assertTrue(system.at("/database/findings/version").asText().contains("MariaDB"), system::toString);
        assertTrue(system.at("/database/findings/sizeBytes").asLong() > 0);
        assertTrue(system.at("/database/findings/galera").isNull(), "it is no node of a cluster");
        assertEquals("ok", system.at("/outbox/state").asText(), system::toString);
        assertEquals("dir", system.at("/archive/findings/location").asText());
        assertTrue(system.at("/archive/findings/freeBytes").asLong() > 0);
        assertEquals("degraded", system.at("/sink/state").asText());
        assertEquals(
                "no results-sink has ever read here", system.at("/sink/reason").asText());
        assertEquals("degraded", system.get("state").asText(), "the worst of all");
        var kept = system.at("/retention/0");
        assertEquals("waddleperf.retention.tier1-days", kept.get("setting").asText());
        assertTrue(kept.get("days").isNull(), "it is a setting of results-sink, and nobody tells this service");
        assertTrue(system.at("/database/findings/oldest").has("tier1"), system::toString);
        assertFalse(system.at("/versions/waddleperf").asText().isEmpty());
        assertEquals(Runtime.version().toString(), system.at("/versions/java").asText());
    }

    @Test
    void tellsHowFarTheSinkIsBehind() throws Exception {
        RecordMetadata written;
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            var result = Samples.ping("system", "web", Instant.now());
            written = producer.send(Topics.RESULTS.record("system", result, RealServers.PARTITIONS))
                    .get();
        }
        var partition = new TopicPartition(written.topic(), written.partition());
        try (var admin = admin()) {
            for (String group : GROUPS) {
                admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(written.offset())))
                        .all()
                        .get();
            }
            var system = system();
            var sink = group(system, "results-sink");
            assertEquals(1, sink.get("lagRecords").asLong(), system::toString);
            assertEquals(0, sink.get("members").asInt());
            assertEquals(Topics.RESULTS.name(), sink.at("/topics/0/topic").asText());
            assertEquals("degraded", system.at("/consumers/state").asText());
            assertEquals(
                    "nobody reads as results-sink, and 1 records wait",
                    system.at("/consumers/reason").asText(),
                    "and of the states of series nothing is said: that group has no members");
            assertEquals("ok", system.at("/sink/state").asText(), system::toString);
            assertEquals(
                    Topics.RESULTS.name(), system.at("/sink/findings/topic").asText());
            assertTrue(system.at("/sink/findings/lagSeconds").asDouble() >= 0);

            admin.alterConsumerGroupOffsets(
                            "results-sink", Map.of(partition, new OffsetAndMetadata(written.offset() + 1)))
                    .all()
                    .get();
            system = system();
            assertEquals(0, group(system, "results-sink").get("lagRecords").asLong());
            assertEquals(0, system.at("/sink/findings/lagSeconds").asDouble());
            assertTrue(system.at("/sink/findings/topic").isNull());
        }
    }

    private static JsonNode group(JsonNode system, String id) {
        return StreamSupport.stream(system.at("/consumers/findings").spliterator(), false)
                .filter(group -> group.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(system.toString()));
    }
}
