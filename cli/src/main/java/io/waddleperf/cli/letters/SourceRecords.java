package io.waddleperf.cli.letters;

import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Plain;
import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topic.Cleanup;
import io.waddleperf.contracts.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Looks up the records that letters are about.
final class SourceRecords {
    private static final long NONE = -1;

    private final Connection kafka;

    SourceRecords(Connection kafka) {
        this.kafka = kafka;
    }

    /// The topic of a letter's record; empty for what is none of ours. A letter is written by many,
    /// so its word alone leads nowhere else.
    static Optional<Topic<?>> topic(Source source) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(source.topic()) && !topic.equals(Topics.DEAD_LETTERS))
                .findFirst();
    }

    Found find(Entry.Buried buried) {
        var source = buried.letter().source();
        var topic = topic(source);
        if (topic.isEmpty()) {
            return new Found.NoPlace(Plain.line(source.topic()) + " is no topic that records are replayed to");
        }
        int partitions = kafka.partitions(source.topic()).size();
        if (source.partition() < 0 || source.partition() >= partitions) {
            return new Found.NoPlace(
                    source.topic() + " has " + partitions + " partitions, none of them is " + source.partition());
        }
        return find(buried, topic.get(), new TopicPartition(source.topic(), source.partition()));
    }

    private Found find(Entry.Buried buried, Topic<?> topic, TopicPartition partition) {
        long offset = buried.letter().offset();
        if (offset < kafka.begin(partition)) {
            return new Found.Gone("older than what " + topic.name() + " keeps");
        }
        if (offset >= kafka.end(partition)) {
            return new Found.Gone(topic.name() + " was made anew, it ends before this offset");
        }
        var record = kafka.record(partition, offset);
        if (record.isEmpty()) {
            return topic.cleanup() == Cleanup.DELETE ? new Found.Aborted() : new Found.Gone("compacted away");
        }
        return isOf(buried, record.get())
                ? new Found.Stands(record.get())
                : new Found.Gone(topic.name() + " was made anew, another record stands there");
    }

    private static boolean isOf(Entry.Buried buried, ConsumerRecord<byte[], byte[]> record) {
        var leftOut = buried.letter().leftOutBytes();
        boolean sameKey = buried.key() == null || Objects.equals(text(buried.key()), text(record.key()));
        boolean sameValue = leftOut.isPresent()
                ? record.value() != null && record.value().length == leftOut.getAsInt()
                : Arrays.equals(buried.value(), record.value());
        return sameKey && sameValue;
    }

    /// Readers with a key of text keep in their letter what they could decode.
    private static @Nullable String text(byte @Nullable [] key) {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /// Where a newer record of the same key stands, on a topic that keeps the newest of each key:
    /// the older one sent again would take its place.
    OptionalLong newer(Entry.Buried buried) {
        var source = buried.letter().source();
        var topic = topic(source);
        if (topic.isEmpty() || topic.get().cleanup() == Cleanup.DELETE || buried.key() == null) {
            return OptionalLong.empty();
        }
        var partition = new TopicPartition(source.topic(), source.partition());
        var newer = new AtomicLong(NONE);
        long from = Math.max(source.offset() + 1, kafka.begin(partition));
        kafka.read(partition, from, kafka.end(partition), record -> {
            if (Objects.equals(text(buried.key()), text(record.key()))) {
                newer.set(record.offset());
            }
            return newer.get() == NONE;
        });
        return newer.get() == NONE ? OptionalLong.empty() : OptionalLong.of(newer.get());
    }
}
