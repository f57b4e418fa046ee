package io.waddleperf.api.live;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.database.RetryPolicy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One consumer without a group, on all partitions of what the listeners want: what is compacted
/// from its beginning, the rest from now on.
@Singleton
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(3);

    private final List<TopicListener> listeners;
    private final String bootstrap;
    private final Set<Topic<?>> topics;
    /// Where to go on after a failure.
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("topic-tail").daemon().unstarted(this::run);
    private volatile @Nullable Consumer<String, byte[]> consumer;

    TopicTail(@All List<TopicListener> listeners, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.listeners = List.copyOf(listeners);
        this.bootstrap = bootstrap;
        topics = listeners.stream()
                .flatMap(listener -> listener.topics().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    private void run() {
        int failed = 0;
        while (stopping.getCount() > 0) {
            try (var opened = connect()) {
                consumer = opened;
                assign(opened);
                failed = 0;
                while (stopping.getCount() > 0) {
                    read(opened);
                }
            } catch (WakeupException e) {
                LOG.debug("woken to stop", e);
            } catch (KafkaException | IllegalStateException e) {
                var pause = RetryPolicy.OUTAGE.pause(++failed, ThreadLocalRandom.current());
                LOG.warnf("live topics: next attempt in %d ms: %s", pause.toMillis(), e);
                await(pause);
            }
        }
    }

    private Consumer<String, byte[]> connect() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "query-api-live",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed", // a decision that was taken back is none
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8 << 20,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void assign(Consumer<String, byte[]> opened) {
        var partitions = new ArrayList<TopicPartition>();
        for (Topic<?> topic : topics) {
            var found = opened.partitionsFor(topic.name(), WAIT);
            if (found == null || found.isEmpty()) {
                throw new IllegalStateException("topic " + topic.name() + " does not exist yet");
            }
            found.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        opened.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long position = positions.get(partition);
            if (position != null) {
                opened.seek(partition, position);
            } else if (partition.topic().equals(Topics.HEARTBEATS.name())) {
                opened.seekToBeginning(Set.of(partition));
            } else {
                opened.seekToEnd(Set.of(partition));
            }
            positions.put(partition, opened.position(partition, WAIT));
        }
    }

    private void read(Consumer<String, byte[]> opened) {
        var polled = opened.poll(POLL);
        for (Topic<?> topic : topics) {
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            polled.records(topic.name()).forEach(records::add);
            if (!records.isEmpty()) {
                listeners.stream()
                        .filter(listener -> listener.topics().contains(topic))
                        .forEach(listener -> offer(listener, topic, records));
            }
        }
        polled.partitions().forEach(partition -> positions.put(partition, opened.position(partition)));
    }

    /// One that cannot use a record does not keep the next ones, nor the others, from theirs.
    private static void offer(TopicListener listener, Topic<?> topic, List<ConsumerRecord<String, byte[]>> records) {
        try {
            listener.take(topic, records);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s could not use records of %s", listener.getClass().getSimpleName(), topic.name());
        }
    }

    private void await(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopped while waiting");
            }
        } catch (InterruptedException e) {
            stopping.countDown(); // nobody but close() interrupts
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        Consumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            if (!thread.join(STOP)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
