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
/// for nobody costs as much as to store a quarter of them. Of one consumer, not safe for threads.
final class Demand {
    /// A topic that is wanted again is read from a moment before, so that what set the wish off is not
    /// over when its first record comes.
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Consumer<?, ?> consumer;
    private final InstantSource clock;
    private final Set<Topic<?>> resting = new HashSet<>();

    Demand(Consumer<?, ?> consumer, InstantSource clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    /// Between two polls.
    void follow(Collection<Topic<?>> topics, List<TopicListener> listeners) {
        for (Topic<?> topic : topics) {
            boolean wanted =
                    listeners.stream().anyMatch(listener -> listener.topics().contains(topic) && listener.wants(topic));
            if (wanted && resting.remove(topic)) {
                wake(partitions(topic));
            } else if (!wanted && resting.add(topic)) {
                consumer.pause(partitions(topic));
            }
        }
    }

    private Set<TopicPartition> partitions(Topic<?> topic) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .collect(Collectors.toSet());
    }

    private void wake(Set<TopicPartition> partitions) {
        long fromMs = clock.instant().minus(BEFORE).toEpochMilli();
        Map<TopicPartition, Long> times = partitions.stream().collect(Collectors.toMap(each -> each, _ -> fromMs));
        consumer.offsetsForTimes(times, WAIT).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(Set.of(partition));
            } else if (found.offset() > consumer.position(partition, WAIT)) { // what was told is not told again
                consumer.seek(partition, found.offset());
            }
        });
        consumer.resume(partitions);
    }
}
