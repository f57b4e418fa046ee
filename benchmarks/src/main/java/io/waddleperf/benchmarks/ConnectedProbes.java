package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The readers of some of the simulated probes: each a consumer on a connection and a thread of its
/// own, set as the probe sets its own, that takes its own commands out of its partition's.
final class ConnectedProbes implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long STACK_BYTES = 256 << 10;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String bootstrap;
    private final int partitions;
    private final InstantSource clock;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLongArray lastReadMs;
    private final List<Long> latenessUs = new ArrayList<>();
    private volatile boolean closing;
    private long read;

    ConnectedProbes(String bootstrap, int count, int partitions, InstantSource clock) {
        this.bootstrap = bootstrap;
        this.partitions = partitions;
        this.clock = clock;
        this.lastReadMs = new AtomicLongArray(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(new Thread(null, () -> run(number), "probe-" + number, STACK_BYTES));
        }
        threads.forEach(Thread::start);
    }

    /// How many have read something of their own since then.
    int heardSince(Instant moment) {
        int heard = 0;
        for (int i = 0; i < lastReadMs.length(); i++) {
            heard += lastReadMs.get(i) >= moment.toEpochMilli() ? 1 : 0;
        }
        return heard;
    }

    /// Commands of their own since the last call, and how long after its slot each was read, in order.
    synchronized List<Long> takeLatenessUs() {
        var taken = latenessUs.stream().sorted().toList();
        latenessUs.clear();
        return taken;
    }

    /// Records of all, their own or not.
    synchronized long takeRead() {
        long taken = read;
        read = 0;
        return taken;
    }

    private void run(int number) {
        String probe = FleetPlan.probe(number);
        var own = new TopicPartition(Topics.COMMANDS.name(), ProbePartition.of(probe, partitions));
        try (var consumer = new KafkaConsumer<String, byte[]>(settings(probe))) {
            consumer.assign(List.of(own, new TopicPartition(Topics.ASSIGNMENTS.name(), own.partition())));
            while (!closing) {
                poll(consumer, number, probe);
            }
        }
    }

    private void poll(KafkaConsumer<String, byte[]> consumer, int number, String probe) {
        try {
            var records = consumer.poll(POLL);
            count(records.count());
            for (var record : records) {
                if (record.topic().equals(Topics.COMMANDS.name()) && probe.equals(record.key())) {
                    take(number, record);
                }
            }
        } catch (KafkaException e) {
            System.err.println(probe + ": " + e.getMessage());
        }
    }

    private synchronized void count(int records) {
        read += records;
    }

    private void take(int number, ConsumerRecord<String, byte[]> record) {
        Instant now = clock.instant();
        lastReadMs.set(number, now.toEpochMilli());
        Instant due = WireCodec.read(Command.class, record.value()).dueAt();
        synchronized (this) {
            latenessUs.add(ChronoUnit.MICROS.between(due, now));
        }
    }

    private Map<String, Object> settings(String probe) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrap),
                Map.entry("client.id", probe),
                Map.entry("key.deserializer", StringDeserializer.class),
                Map.entry("value.deserializer", ByteArrayDeserializer.class),
                Map.entry("enable.auto.commit", false),
                Map.entry("auto.offset.reset", "latest"),
                Map.entry("allow.auto.create.topics", false),
                Map.entry("max.poll.records", 100),
                Map.entry("max.partition.fetch.bytes", 512 << 10),
                Map.entry("fetch.max.bytes", 1 << 20),
                Map.entry("fetch.min.bytes", Integer.getInteger("fetch.min", 1)),
                Map.entry("fetch.max.wait.ms", Integer.getInteger("fetch.wait", 500)),
                Map.entry("reconnect.backoff.max.ms", 2_000),
                Map.entry("metric.reporters", ""),
                Map.entry("enable.metrics.push", false));
    }

    @Override
    public void close() {
        closing = true;
        try {
            for (var thread : threads) {
                thread.join(STOP_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
