package io.waddleperf.api.live;

import io.waddleperf.contracts.kafka.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Lets a consumer rest on topics that no listener wants now: to read thousands of results a second
/// for nobody costs as much as to store a quarter of them. What rests does so with the next consumer as
/// well, since all that came meanwhile is history. Not safe for threads.
final class Demand {
    /// A topic that is wanted again is read from a moment before, so that what set the wish off is not
    /// over when its first record comes.
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Set<Topic<?>> resting = new HashSet<>();

    Demand(InstantSource clock) {
        this.clock = clock;
    }

    /// With a consumer that has its partitions and was not polled yet.
    void begin(Consumer<?, ?> consumer) {
        resting.forEach(topic -> consumer.pause(partitions(consumer, topic)));
    }

    /// Between two polls.
    ///
    /// @return the partitions that are read again, from another place than before
    Set<TopicPartition> follow(Consumer<?, ?> consumer, Collection<Topic<?>> topics, List<TopicListener> listeners) {
        var woken = new HashSet<TopicPartition>();
        for (Topic<?> topic : topics) {
            boolean wanted =
                    listeners.stream().anyMatch(listener -> listener.topics().contains(topic) && listener.wants(topic));
            var partitions = partitions(consumer, topic);
            if (wanted && resting.contains(topic)) {
                wake(consumer, partitions);
                resting.remove(topic); // not before: where Kafka is away it is tried again
                woken.addAll(partitions);
            } else if (!wanted && resting.add(topic)) {
                consumer.pause(partitions);
            }
        }
        return woken;
    }

    private static Set<TopicPartition> partitions(Consumer<?, ?> consumer, Topic<?> topic) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .collect(Collectors.toSet());
    }

    private void wake(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, WAIT); // what comes from now on is not passed
        long fromMs = clock.instant().minus(BEFORE).toEpochMilli();
        Map<TopicPartition, Long> times = partitions.stream().collect(Collectors.toMap(each -> each, _ -> fromMs));
        consumer.offsetsForTimes(times, WAIT).forEach((partition, found) -> {
            long from = found == null ? ends.getOrDefault(partition, 0L) : found.offset();
            if (from > consumer.position(partition, WAIT)) { // what was told is not told again
                consumer.seek(partition, from);
            }
        });
        consumer.resume(partitions);
    }
}
