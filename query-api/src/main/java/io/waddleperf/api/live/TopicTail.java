package io.waddleperf.api.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.signing.Signatures;
import io.waddleperf.database.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One consumer without a group, on all partitions of what the listeners want: what is compacted
/// from its beginning, the rest from now on and while it is wanted.
@Singleton
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /// By so much a live event may be late.
    private static final int FETCH_WAIT_MS = 50;

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(3);

    /// In the order of their ranks.
    private final List<TopicListener> listeners;
    private final Supplier<Consumer<String, byte[]>> kafka;
    private final ProbesOwn own;
    private final Demand demand;
    private final Set<Topic<?>> topics;
    /// Where to go on after a failure.
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final AtomicLong unused = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("topic-tail").daemon().unstarted(this::run);
    private volatile @Nullable Consumer<String, byte[]> consumer;

    @Inject
    TopicTail(
            @All List<TopicListener> listeners,
            Config config,
            @ConfigProperty(name = "waddleperf.signatures", defaultValue = "off") String signing,
            MeterRegistry metrics) {
        var kafka = KafkaAccess.of(name -> config.getOptionalValue(name, String.class));
        var signatures = Signatures.of(signing, kafka, "query-api");
        this(listeners, () -> connect(kafka), Clock.systemUTC(), new ProbesOwn(signatures));
        FunctionCounter.builder("waddleperf.api.live.forged", signatures.forged(), LongAdder::doubleValue)
                .description("Results and heartbeats that their probe did not sign")
                .register(metrics);
        FunctionCounter.builder("waddleperf.api.live.unused", unused, AtomicLong::get)
                .description("Records that a reader of the live topics failed on and went past")
                .register(metrics);
        FunctionCounter.builder("waddleperf.api.live.restarts", restarts, AtomicLong::get)
                .description("How often the live topics were opened anew after a failure")
                .register(metrics);
    }

    /// @param kafka a new consumer for each stretch without failure
    TopicTail(List<TopicListener> listeners, Supplier<Consumer<String, byte[]>> kafka, InstantSource clock) {
        this(listeners, kafka, clock, new ProbesOwn(Signatures.OFF));
    }

    private TopicTail(
            List<TopicListener> listeners,
            Supplier<Consumer<String, byte[]>> kafka,
            InstantSource clock,
            ProbesOwn own) {
        this.own = own;
        this.listeners = listeners.stream()
                .sorted(Comparator.comparingInt(TopicListener::rank))
                .toList();
        this.kafka = kafka;
        this.demand = new Demand(clock);
        topics = listeners.stream()
                .flatMap(listener -> listener.topics().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    /// Before anything waits: what ends by itself does so at the same time.
    void stopping(@Observes @Priority(0) ShutdownEvent event) {
        stop();
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    void start() {
        thread.start();
    }

    long unused() {
        return unused.get();
    }

    long restarts() {
        return restarts.get();
    }

    private void run() {
        int failed = 0;
        while (stopping.getCount() > 0) {
            try (var opened = kafka.get()) {
                consumer = opened;
                assign(opened);
                demand.begin(opened);
                while (stopping.getCount() > 0) {
                    note(opened, demand.follow(opened, topics, listeners));
                    read(opened);
                    failed = 0;
                }
            } catch (WakeupException e) {
                LOG.debug("woken to stop", e);
            } catch (RuntimeException e) { // nothing but close() may end the tail
                restarts.incrementAndGet();
                var pause = RetryPolicy.OUTAGE.pause(++failed, ThreadLocalRandom.current());
                LOG.warnf("live topics: next attempt in %d ms: %s", pause.toMillis(), e);
                await(pause);
            }
        }
    }

    private static Consumer<String, byte[]> connect(KafkaAccess kafka) {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "query-api-live",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed", // a decision that was taken back is none
                        // thousands of results a second would be hundreds of fetches otherwise
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        64 << 10,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        FETCH_WAIT_MS,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8 << 20,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1_000)),
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
            polled.records(topic.name()).forEach(record -> tell(topic, record));
        }
        note(opened, polled.partitions());
    }

    private void note(Consumer<String, byte[]> opened, Set<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, opened.position(partition)));
    }

    private void tell(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        if (!own.passes(topic, record)) {
            return;
        }
        listeners.stream()
                .filter(listener -> listener.topics().contains(topic))
                .forEach(listener -> tell(listener, topic, record));
    }

    /// One that cannot use a record does not keep the next ones, nor the others, from theirs.
    private void tell(TopicListener listener, Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        try {
            listener.take(topic, record);
        } catch (RuntimeException e) {
            unused.incrementAndGet();
            LOG.errorf(
                    e,
                    "%s could not use %s-%d@%d with key %s",
                    listener.getClass().getSimpleName(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.key());
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

    private void stop() {
        stopping.countDown();
        Consumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(STOP)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        own.close();
    }
}
