package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.signing.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class UnreadHeadersTest {
    private static final byte[] SIGNATURE = "v1=key:mac".getBytes(StandardCharsets.US_ASCII);

    @Test
    void leavesOfAResultsHeadersTheSignatureAndAllElseAsItIs() {
        var before = record(Topics.RESULTS, true);
        var after = through(before);
        assertEquals(1, after.headers().toArray().length);
        assertArrayEquals(
                SIGNATURE, after.headers().lastHeader(Signature.HEADER).value());
        assertEquals(before.offset(), after.offset());
        assertEquals(before.timestamp(), after.timestamp());
        assertEquals(before.timestampType(), after.timestampType());
        assertEquals(before.leaderEpoch(), after.leaderEpoch());
        assertSame(before.key(), after.key());
        assertSame(before.value(), after.value());
    }

    @Test
    void leavesNoneWhereAResultIsNotSigned() {
        assertEquals(0, through(record(Topics.RESULTS, false)).headers().toArray().length);
    }

    @Test
    void leavesOtherTopicsAlone() {
        var beat = record(Topics.HEARTBEATS, true);
        assertSame(beat, through(beat));
    }

    private static ConsumerRecord<byte[], byte[]> through(ConsumerRecord<byte[], byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        var next = Map.of(partition, new OffsetAndMetadata(record.offset() + 1));
        var after = new UnreadHeaders().onConsume(new ConsumerRecords<>(Map.of(partition, List.of(record)), next));
        assertEquals(next, after.nextOffsets());
        return after.records(partition).getFirst();
    }

    private static ConsumerRecord<byte[], byte[]> record(Topic<?> topic, boolean signed) {
        byte[] text = {1, 2};
        var headers =
                new RecordHeaders(topic.record("local", text, "id", 4).headers().toArray());
        if (signed) {
            headers.add(Signature.HEADER, SIGNATURE);
        }
        return new ConsumerRecord<>(
                topic.name(), 3, 42, 1_000, TimestampType.LOG_APPEND_TIME, 2, 2, text, text, headers, Optional.of(7));
    }
}
