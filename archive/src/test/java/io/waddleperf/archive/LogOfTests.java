package io.waddleperf.archive;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// One partition of results as a broker would have it.
final class LogOfTests {
    static final int PARTITION = 3;
    static final TopicPartition TOPIC_PARTITION = new TopicPartition(Topics.RESULTS.name(), PARTITION);
    static final Instant START = Instant.parse("2026-11-25T13:52:10Z");

    private LogOfTests() {}

    static ConsumerRecord<byte[], byte[]> record(long offset, Instant appendedAt, Result result) {
        return record(Topics.RESULTS.name(), offset, appendedAt, result.probe(), WireCodec.bytes(result));
    }

    static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, Instant appendedAt, String key, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                PARTITION,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                value.length,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    /// Gaps in the offsets, results that a probe sent twice, a clock that a new leader set back.
    static List<ConsumerRecord<byte[], byte[]>> random(SplittableRandom random, int records) {
        var log = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var results = new ArrayList<Result>();
        Instant now = START;
        long offset = random.nextInt(1_000);
        for (int i = 0; i < records; i++) {
            now = now.plusMillis(random.nextInt(20) == 0 ? random.nextInt(900_000) : random.nextInt(20_000));
            if (random.nextInt(40) == 0) {
                now = now.minusSeconds(random.nextInt(400));
            }
            boolean again = !results.isEmpty() && random.nextInt(8) == 0;
            Result result = again
                    ? results.get(random.nextInt(results.size()))
                    : Samples.ping("probe-" + random.nextInt(3), "target-" + random.nextInt(4), START.plusMillis(i));
            results.add(result);
            offset += 1 + (random.nextInt(10) == 0 ? random.nextInt(3) : 0);
            log.add(record(offset, now, result));
        }
        return log;
    }
}
