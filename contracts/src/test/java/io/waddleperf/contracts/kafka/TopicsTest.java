package io.waddleperf.contracts.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Events;
import io.waddleperf.contracts.Result;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void makesARecordInCloudEventsBinaryMode() {
        var result = (Result) Events.named("result-ping");
        var sent = Topics.RESULTS.record("local", result, 4);
        assertEquals("waddleperf.results", sent.topic());
        assertEquals(ProbePartition.of("local", 4), sent.partition());
        assertEquals(result.id().toString(), header(sent.headers(), "ce_id"));
        assertEquals("io.waddleperf.result.v1", header(sent.headers(), "ce_type"));
        assertEquals("1.0", header(sent.headers(), "ce_specversion"));
        assertEquals("application/json", header(sent.headers(), "content-type"));
        assertEquals(result, WireCodec.read(Result.class, sent.value()));
    }

    @Test
    void deletesAKeyByANullValue() {
        assertNull(Topics.TARGETS.record("web", null, 4).value());
        assertEquals(0, Topics.TARGETS.record("web", null, 4).partition());
    }

    @Test
    void namesEachTopicAndEventOnce() {
        var names = new HashSet<String>();
        Topics.all().forEach(topic -> {
            assertTrue(names.add(topic.name()), topic.name());
            assertTrue(names.add(topic.ceType()), topic.ceType());
        });
    }

    /// Kafka's own choice for a key, so that a plain producer's records meet ours.
    @Test
    void spreadsProbesOverAllPartitions() {
        var used = new HashSet<Integer>();
        for (int i = 0; i < 100; i++) {
            used.add(ProbePartition.of("probe-" + i, 4));
        }
        assertEquals(4, used.size());
    }

    private static String header(org.apache.kafka.common.header.Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
