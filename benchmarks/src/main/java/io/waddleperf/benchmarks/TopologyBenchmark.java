package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.TimeWindows;

/// How fast the escalation topology reads a backlog of results, beside two bare windowed counts: in
/// turn, in one process, on one broker, the order swapped each round.
///
/// The first counts the same records under the keys that the topology has to find in them, the
/// series, in windows of the time that they are about: as many keys and windows as the topology
/// keeps, nothing read, judged or told. The second counts the topic as it is, whose keys are a
/// hundred probes: a hundredth of the windows.
///
/// Options: `-Dresults` (300,000 a round), `-Drounds` (4).
public final class TopologyBenchmark {
    private static final int RESULTS = Integer.getInteger("results", 300_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 4);
    private static final int PROBES = 100;
    private static final int TARGETS = 100;
    private static final String RESULTS_TOPIC = Topics.RESULTS.name();
    private static final String BY_SERIES = "benchmark.results-by-series";

    private final String bootstrap;
    private final Path state;
    private final Instant start =
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(120);
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
        var ratios = new double[ROUNDS];
        try (var producer = StreamsRig.producer(bootstrap, 50);
                var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(BY_SERIES, StreamsRig.PARTITIONS, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            ownTimes(admin);
            StreamsRig.assign(producer, PROBES, TARGETS, Clock.systemUTC().instant());
            for (int round = 0; round < ROUNDS; round++) {
                produce(producer);
                double ours = round % 2 == 0 ? escalation() : 0;
                double bySeries = drain("count by series", BY_SERIES, bareCount(BY_SERIES));
                double byProbe = drain("count by probe", RESULTS_TOPIC, bareCount(RESULTS_TOPIC));
                ours = round % 2 == 0 ? ours : escalation();
                ratios[round] = ours / bySeries;
                System.out.printf(
                        "round %d: escalation %.0f/s; count by series %.0f/s, ratio %.2f; by probe %.0f/s, ratio %.2f%n",
                        round + 1, ours, bySeries, ratios[round], byProbe, ours / byProbe);
            }
        }
        // the first round is the JIT's
        double median = ReactionBenchmark.median(Arrays.copyOfRange(ratios, 1, ROUNDS));
        System.out.printf("median ratio to the count by series without the first round: %.2f%n", median);
    }

    private double escalation() throws InterruptedException {
        return drain("escalation", RESULTS_TOPIC, StreamsRig.escalation(bootstrap, state));
    }

    /// The broker takes the times of the records, and does not mind that they are ahead of its clock.
    private static void ownTimes(Admin admin) throws Exception {
        var results = new ConfigResource(ConfigResource.Type.TOPIC, RESULTS_TOPIC);
        var everywhere = new ConfigResource(ConfigResource.Type.BROKER, "");
        admin.incrementalAlterConfigs(Map.of(
                        results, List.of(set("message.timestamp.type", "CreateTime")),
                        everywhere, List.of(set("log.message.timestamp.after.max.ms", "" + Long.MAX_VALUE))))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    /// Healthy results of 10,000 series, a minute apart each: what nearly all results are. The log
    /// has the times that they are about, ahead of this machine's clock, so that half an hour of it
    /// is made and read in seconds.
    private void produce(KafkaProducer<String, byte[]> producer) {
        for (int i = 0; i < RESULTS; i++, due++) {
            int path = (int) (due % (PROBES * TARGETS));
            Instant dueAt = start.plusSeconds(60 * (due / (PROBES * TARGETS))).plus(StreamsRig.phase(path));
            var result = StreamsRig.ping(path % PROBES, path / PROBES, dueAt, (double) (20_000 + due % 1_000));
            var record = Topics.RESULTS.record(result.probe(), result, StreamsRig.PARTITIONS);
            long at = dueAt.plusMillis(500).toEpochMilli();
            var _ = producer.send(new ProducerRecord<>(
                    record.topic(), record.partition(), at, record.key(), record.value(), record.headers()));
            var _ = producer.send(new ProducerRecord<>(
                    BY_SERIES,
                    record.partition(),
                    at,
                    Long.toHexString(result.series()),
                    record.value(),
                    record.headers()));
        }
        producer.flush();
    }

    /// From the first record to the last, without start and end.
    private double drain(String name, String topic, KafkaStreams streams) throws InterruptedException {
        try (streams) {
            streams.start();
            StreamsRig.awaitRunning(streams);
            LongSupplier read = () -> (long) streams.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("records-consumed-total")
                            && topic.equals(metric.metricName().tags().get("topic"))
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
    private KafkaStreams bareCount(String topic) {
        var builder = new StreamsBuilder();
        builder.stream(topic, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.ByteArray()))
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1)))
                .count();
        Topology graph = builder.build();
        Properties settings = StreamsRig.properties(bootstrap, state.resolve("count-" + topic));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "count-" + topic);
        return new KafkaStreams(graph, settings);
    }
}
