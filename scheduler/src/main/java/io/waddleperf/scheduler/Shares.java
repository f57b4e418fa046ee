package io.waddleperf.scheduler;

import io.waddleperf.contracts.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Which probes are this scheduler's: those whose partition of the topic of assignments its consumer
/// has in the group of all schedulers. The topics that are spread by probe have the same count, so who
/// owns a probe's assignment owns its partition of commands, too.
///
/// An owner notes with the group how far it has come ([Progress]), every few seconds and when it gives a
/// partition up, in place of an offset.
///
/// The group deals partitions anew when a scheduler comes or goes, without a pause for those that stay
/// where they are (KIP-429). Of one that was killed nothing is heard, and after
/// [Clients#SESSION_TIMEOUT_MS] the others have its partitions.
///
/// For its thread alone, which must not be away for longer than the group waits for it.
final class Shares implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);

    private final Consumer<String, byte[]> consumer;
    private final Progress progress;
    private final Holder holder;
    private final Set<TopicPartition> unread = new HashSet<>();
    private final Set<TopicPartition> reading = new HashSet<>();

    /// How far this scheduler had come when each partition came to it.
    private final Map<TopicPartition, Instant> before = new HashMap<>();

    private boolean joined;

    /// Who plans for the probes of these partitions.
    interface Holder {
        /// @param done for each, until when its earlier owner ordered all that was due; the epoch where
        ///             nobody said so
        void gained(Map<Integer, Instant> done);

        void lost(Set<Integer> partitions);

        /// What stands on the topic of assignments, written by whoever had the partition.
        void told(ConsumerRecord<String, byte[]> record);

        /// All of it has been told.
        void informed(int partition);
    }

    /// @param progress with all that it has
    Shares(Consumer<String, byte[]> consumer, Progress progress, Holder holder) {
        this.consumer = consumer;
        this.progress = progress;
        this.holder = holder;
        consumer.subscribe(List.of(Topics.ASSIGNMENTS.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                gain(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                note(partitions);
                lose(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                lose(partitions);
            }
        });
    }

    private void lose(Collection<TopicPartition> partitions) {
        unread.removeAll(partitions);
        reading.removeAll(partitions);
        partitions.forEach(before::remove);
        holder.lost(numbers(partitions));
    }

    private void gain(Collection<TopicPartition> partitions) {
        joined = true;
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
        unread.addAll(partitions);
        progress.restart();
        partitions.forEach(partition -> before.put(partition, progress.done()));
        var noted = noted(partitions);
        holder.gained(partitions.stream()
                .collect(Collectors.toUnmodifiableMap(
                        TopicPartition::partition, one -> noted.getOrDefault(one, Instant.EPOCH))));
    }

    /// Where the group does not say it, all that is still good is ordered again.
    private Map<TopicPartition, Instant> noted(Collection<TopicPartition> partitions) {
        var noted = new HashMap<TopicPartition, Instant>();
        try {
            consumer.committed(Set.copyOf(partitions), ANSWERS_WITHIN).forEach((partition, offset) -> {
                if (offset != null) {
                    noted.put(partition, Instant.parse(offset.metadata()));
                }
            });
        } catch (KafkaException | DateTimeParseException e) {
            return Map.of();
        }
        return noted;
    }

    private void note(Collection<TopicPartition> partitions) {
        try {
            consumer.commitSync(notes(partitions), ANSWERS_WITHIN);
        } catch (KafkaException e) {
            // the next owner orders more of it again, which runs nothing twice
        }
    }

    /// Of a partition that has just come, nothing of this scheduler's own is to be said yet.
    private Map<TopicPartition, OffsetAndMetadata> notes(Collection<TopicPartition> partitions) {
        var done = progress.done();
        return partitions.stream()
                .filter(one -> done.isAfter(before.getOrDefault(one, done)))
                .collect(Collectors.toMap(one -> one, _ -> new OffsetAndMetadata(0, done.toString())));
    }

    /// Notes how far this scheduler has come, in the background.
    void note() {
        consumer.commitAsync(notes(consumer.assignment()), (_, _) -> {});
    }

    /// Takes its part in the group, and waits for nothing.
    ///
    /// @throws org.apache.kafka.common.KafkaException where the group or a topic is in trouble
    void turn() {
        consumer.poll(Duration.ZERO).forEach(holder::told);
        for (var partition : List.copyOf(reading)) {
            var lag = consumer.currentLag(partition);
            if (lag.isPresent() && lag.getAsLong() == 0) {
                consumer.pause(List.of(partition));
                reading.remove(partition);
                holder.informed(partition.partition());
            }
        }
    }

    /// Begins to read what earlier owners told. This can wait until the commands of these probes go
    /// out again.
    void read() {
        consumer.resume(unread);
        reading.addAll(unread);
        unread.clear();
    }

    /// Whether an answer of the group or of a partition is on its way.
    boolean waits() {
        return !joined || !reading.isEmpty();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toUnmodifiableSet());
    }

    /// Takes leave of the group, which then does not have to wait.
    @Override
    public void close() {
        var _ = Thread.interrupted();
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
