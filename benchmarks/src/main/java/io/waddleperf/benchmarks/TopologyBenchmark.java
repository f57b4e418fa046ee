package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.TimeWindows;

/// How fast the escalation topology reads a backlog of results, beside a bare windowed count of the
/// same topic: in turn, in one process, on one broker, the order swapped each round.
///
/// Options: `-Dresults` (300,000 a round), `-Drounds` (4).
public final class TopologyBenchmark {
    private static final int RESULTS = Integer.getInteger("results", 300_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 4);
    private static final int PROBES = 100;
    private static final int TARGETS = 100;

    private final String bootstrap;
    private final Path state;
    private long due;

    private TopologyBenchmark(String bootstrap, Path state) {
        this.bootstrap = bootstrap;
        this.state = state;
    }

    public static void main(String[] args) throws Exception {
        new TopologyBenchmark(StreamsRig.broker(), Files.createTempDirectory("topology")).run();
        System.exit(0);
    }

    private void run() throws Exception {
        var ours = new double[ROUNDS];
        var bare = new double[ROUNDS];
        try (var producer = StreamsRig.producer(bootstrap, 50)) {
            StreamsRig.assign(producer, PROBES, TARGETS, Clock.systemUTC().instant());
            for (int round = 0; round < ROUNDS; round++) {
                produce(producer);
                if (round % 2 == 0) {
                    ours[round] = drain("escalation", StreamsRig.escalation(bootstrap, state));
                    bare[round] = drain("bare count", bareCount());
                } else {
                    bare[round] = drain("bare count", bareCount());
                    ours[round] = drain("escalation", StreamsRig.escalation(bootstrap, state));
                }
                System.out.printf(
                        "round %d: escalation %.0f/s, bare count %.0f/s, ratio %.2f%n",
                        round + 1, ours[round], bare[round], ours[round] / bare[round]);
            }
        }
        // the first round is the JIT's
        double[] ratios = new double[ROUNDS - 1];
        for (int round = 1; round < ROUNDS; round++) {
            ratios[round - 1] = ours[round] / bare[round];
        }
        System.out.printf("median ratio without the first round: %.2f%n", ReactionBenchmark.median(ratios));
    }

    /// Healthy results of 10,000 series, a minute apart each: what nearly all results are.
    private void produce(KafkaProducer<String, byte[]> producer) {
        Instant start = Clock.systemUTC().instant().minus(Duration.ofHours(1));
        for (int i = 0; i < RESULTS; i++, due++) {
            int path = (int) (due % (PROBES * TARGETS));
            var result = StreamsRig.ping(
                    path % PROBES,
                    path / PROBES,
                    start.plusSeconds(60 * (due / (PROBES * TARGETS))).plusMillis(path),
                    (double) (20_000 + due % 1_000));
            var _ = producer.send(Topics.RESULTS.record(result.probe(), result, StreamsRig.PARTITIONS));
        }
        producer.flush();
    }

    /// From the first record to the last, without start and end.
    private double drain(String name, KafkaStreams streams) throws InterruptedException {
        try (streams) {
            streams.start();
            StreamsRig.awaitRunning(streams);
            LongSupplier read = () -> (long) streams.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("records-consumed-total")
                            && "waddleperf.results"
                                    .equals(metric.metricName().tags().get("topic"))
                            && !metric.metricName().tags().containsKey("partition"))
                    .mapToDouble(metric -> (double) metric.metricValue())
                    .sum();
            long first = await(read, 1);
            long begin = System.nanoTime();
            long cpu = cpuNanos();
            long last = await(read, RESULTS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpuUs = (cpuNanos() - cpu) / 1e3 / (double) (last - first);
            System.out.printf("  %s: %d in %.1f s, %.1f µs of CPU each in all%n", name, last - first, seconds, cpuUs);
            return (double) (last - first) / seconds;
        }
    }

    private static long await(LongSupplier read, long wanted) throws InterruptedException {
        for (int look = 0; look < 60_000; look++) {
            long now = read.getAsLong();
            if (now >= wanted) {
                return now;
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("only " + read.getAsLong() + " of " + wanted + " were read within 10 minutes");
    }

    /// Of the whole process, the broker in it.
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// What the facts of Kafka Streams call bare: count by key in windows of a minute, RocksDB,
    /// exactly once.
    private KafkaStreams bareCount() {
        var builder = new StreamsBuilder();
        builder.stream(Topics.RESULTS.name(), Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.ByteArray()))
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1)))
                .count();
        Topology graph = builder.build();
        Properties settings = StreamsRig.properties(bootstrap, state.resolve("bare"));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bare-count");
        return new KafkaStreams(graph, settings);
    }
}
