package io.waddleperf.escalation;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/// Where a stage's events leave the topology: a sink of its own for each topic, so that the stages
/// stay graphs of their own.
record Outlet(String stage, ProcessorContext<String, byte[]> context, Tally tally) {
    private static final Logger LOG = Logger.getLogger(Outlet.class);

    /// Before compression; a broker takes 1 MiB after it.
    private static final int MOST_BYTES = 8 << 20;

    private static final String READER = "escalation-streams";

    static String sink(String stage, Topic<?> topic) {
        return stage + "-to-" + topic.name().substring(topic.name().indexOf('.') + 1);
    }

    /// @param at the record's timestamp
    <T> void send(Topic<T> topic, String key, T value, Instant at) {
        // the sink's partitioner chooses as ProbePartition does; the count here is of no account
        var record = topic.record(key, value, 1);
        if (record.value().length > MOST_BYTES) {
            // an error of the producer would end the transaction, and the same again after it
            tally.faults.increment();
            LOG.errorf("an event of %d bytes for %s is left out", record.value().length, topic.name());
            return;
        }
        context.forward(new Record<>(key, record.value(), at.toEpochMilli(), record.headers()), sink(stage, topic));
    }

    void bury(Record<String, byte[]> record, String reason) {
        var at = context.recordMetadata().orElseThrow();
        var source = new DeadLetter.Source(at.topic(), at.partition(), at.offset());
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        var letter = DeadLetter.of(source, key, record.value(), READER, reason, appendedAt);
        send(Topics.DEAD_LETTERS, String.valueOf(record.key()), letter, appendedAt);
    }
}
