package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// From a breaching result, acknowledged by Kafka, to the next command in the hands of a reader that
/// reads as a probe does: at 200 results a second, one in ten of a path that has not breached yet.
///
/// Options: `-Dseconds` (60), `-Drate` (200).
public final class ReactionBenchmark {
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final int RATE = Integer.getInteger("rate", 200);
    private static final int WARM_UP_SECONDS = 20;
    private static final int PROBES = 50;
    private static final int TARGETS = 200;

    private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> reactions = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private ReactionBenchmark() {}

    public static void main(String[] args) throws Exception {
        new ReactionBenchmark().run();
        System.exit(0);
    }

    private void run() throws Exception {
        String bootstrap = StreamsRig.broker();
        Path state = Files.createTempDirectory("reaction");
        try (var producer = StreamsRig.producer(bootstrap, 0);
                var streams = StreamsRig.escalation(bootstrap, state)) {
            StreamsRig.assign(producer, PROBES, TARGETS, Clock.systemUTC().instant());
            streams.start();
            StreamsRig.awaitRunning(streams);
            Thread reader = Thread.ofPlatform().start(() -> read(bootstrap));
            load(producer);
            over = true;
            reader.join();
        }
        report();
    }

    private void load(KafkaProducer<String, byte[]> producer) {
        long start = System.nanoTime();
        int count = RATE * (SECONDS + WARM_UP_SECONDS);
        for (int i = 0; i < count; i++) {
            long due = start + i * (1_000_000_000L / RATE);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            boolean counts = i > RATE * WARM_UP_SECONDS;
            // each tenth pair of results proves a path that is new and then breaks it
            int path = i / 10 % (PROBES * TARGETS);
            switch (i % 10) {
                case 0 -> send(producer, result(path, 20_000), false);
                case 9 -> send(producer, result(path, 150_000), counts);
                default -> send(producer, result((path + 7 * (i % 10) + 1) % 100, 20_000), false);
            }
        }
        producer.flush();
        LockSupport.parkNanos(3_000_000_000L);
    }

    private static Result result(int path, double rttUs) {
        return StreamsRig.ping(
                path % PROBES, path / PROBES % TARGETS, Clock.systemUTC().instant(), rttUs);
    }

    private void send(KafkaProducer<String, byte[]> producer, Result result, boolean counts) {
        var _ = producer.send(Topics.RESULTS.record(result.probe(), result, StreamsRig.PARTITIONS), (_, failure) -> {
            if (counts && failure == null) {
                acknowledged.put(result.id(), System.nanoTime());
            }
        });
    }

    private void read(String bootstrap) {
        var partitions = new ArrayList<TopicPartition>();
        for (int partition = 0; partition < StreamsRig.PARTITIONS; partition++) {
            partitions.add(new TopicPartition(Topics.COMMANDS.name(), partition));
        }
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_uncommitted"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!over) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    long now = System.nanoTime();
                    if (WireCodec.read(Command.class, record.value()).cause() instanceof Cause.Confirmation(UUID of)) {
                        Long since = acknowledged.remove(of);
                        if (since != null) {
                            reactions.add(now - since);
                        }
                    }
                }
            }
        }
    }

    private void report() {
        long[] sorted = reactions.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: %d breaches, %d without a command; acknowledged → command read: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                Instant.now().toString().substring(0, 10),
                sorted.length + acknowledged.size(),
                acknowledged.size(),
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
