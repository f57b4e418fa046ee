package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The whole of `up` under the results of 10,000 simulated probes: what rate it holds, how far the
/// readers are behind, and what a result costs.
///
/// Options: `-Drates` (results/s, one after the other: 5000,10000,15000), `-Dseconds` (60, of each),
/// `-Dwarmup` (60, in all, before, in steps up to the first rate), `-Dseries` (10000), `-Dinterval` (60 s between
/// the scheduler's own slots of a series), `-Dport` (18441), `-Dmax.disk` (60g), `-Dkeep` (the folder
/// stays), `-Dbacklog` (instead of all that: seconds of results at the first rate that wait in Kafka
/// when `up` starts).
public final class PipelineBenchmark {
    static final int PARTITIONS = 4;
    private static final double[] RATES = Arrays.stream(
                    System.getProperty("rates", "5000,10000,15000").split(","))
            .mapToDouble(Double::parseDouble)
            .toArray();
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final int WARM_UP = Integer.getInteger("warmup", 60);
    private static final int WARM_UP_STEPS = 6;
    private static final int BACKLOG = Integer.getInteger("backlog", 0);
    private static final int SERIES = Integer.getInteger("series", 10_000);
    private static final String POOL = System.getProperty("pool", "1g");
    private static final long INTERVAL_US = Long.getLong("interval", 60) * 1_000_000;
    private static final int PORT = Integer.getInteger("port", 18_441);
    private static final String SINK = "results-sink";
    private static final String STREAMS = "waddleperf.escalation-streams";
    private static final List<String> GROUPS = List.of(STREAMS, SINK, "results-sink-archive");
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(8);

    private final FleetPlan plan = FleetPlan.of(SERIES, INTERVAL_US);
    private final Clock clock = Clock.systemUTC();
    private final Up up;

    private PipelineBenchmark(Up up) {
        this.up = up;
    }

    public static void main(String[] args) {
        Exit.after(PipelineBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("pipeline");
        try (var up = new Up(work, PORT, System.getProperty("max.disk", "60g"))) {
            var benchmark = new PipelineBenchmark(up);
            if (BACKLOG > 0) {
                benchmark.backlog();
            } else {
                benchmark.steps();
            }
        }
    }

    private void steps() throws Exception {
        up.start("--config", ownOnly(up).toString(), "--database-memory", POOL);
        configure(up, plan, clock);
        try (var fleet = new SimulatedFleet(up.bootstrap(), plan, PARTITIONS);
                var lags = new LagWatch(up.bootstrap(), PARTITIONS, GROUPS);
                var cpu = cpu()) {
            System.out.printf(
                    "%d series of %d probes over %d producers, linger 500 ms, zstd%n",
                    plan.series(), plan.probes(), fleet.producers());
            warmUp(fleet);
            System.out.println("warm after " + WARM_UP + " s: " + lags.last().lags());
            for (double rate : RATES) {
                window(rate, fleet, lags, cpu);
            }
            end(fleet, lags);
        }
    }

    /// What its own probe tests: without it, all probes would be asked to test what `up` watches by default.
    static Path ownOnly(Up up) throws IOException {
        return Files.writeString(up.data().resolveSibling("watch.yaml"), """
                targets: [{address: 127.0.0.1}]
                schedules: [{id: own, probes: [local], interval: 60s}]
                """);
    }

    /// Returns when scheduler and streams know the fleet.
    static void configure(Up up, FleetPlan plan, Clock clock) throws Exception {
        try (var producer = StreamsRig.producer(up.bootstrap(), 50)) {
            plan.publish(producer, PARTITIONS, clock.instant());
        }
        try (var known = new FleetKnown(up.bootstrap(), STREAMS, PARTITIONS)) {
            known.await(plan.probes(), CAUGHT_UP_WITHIN);
        }
    }

    /// As a fleet starts: more of it each ten seconds or so.
    private void warmUp(SimulatedFleet fleet) {
        for (int step = 1; step <= WARM_UP_STEPS; step++) {
            fleet.send(
                    clock.instant(),
                    RATES[0] * step / WARM_UP_STEPS,
                    Duration.ofSeconds(WARM_UP).dividedBy(WARM_UP_STEPS));
        }
    }

    private CpuByPart cpu() throws IOException {
        return new CpuByPart(
                up.pid("waddleperf"), Map.of("mariadbd", up.pid("mariadbd"), "own probe", up.pid("probe")));
    }

    private void window(double rate, SimulatedFleet fleet, LagWatch lags, CpuByPart cpu) throws Exception {
        var step = new PipelineStep(up, lags, cpu, GROUPS);
        long before = fleet.sent();
        long beginNs = System.nanoTime();
        fleet.send(clock.instant(), rate, Duration.ofSeconds(SECONDS));
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        step.print(rate, fleet.sent() - before, seconds);
        if (fleet.refused() > 0) {
            System.out.println("  " + fleet.refused() + " results were not taken by Kafka");
        }
    }

    private void end(SimulatedFleet fleet, LagWatch lags) throws Exception {
        fleet.flush();
        long beginNs = System.nanoTime();
        awaitCaughtUp(lags, beginNs);
        System.out.printf("all read %.1f s after the last result%n", (System.nanoTime() - beginNs) / 1e9);
        count(fleet);
        new Footprint(up).print();
    }

    /// Each once: the key holds the id, so as many rows as were sent are the ones that were sent.
    private void count(SimulatedFleet fleet) throws IOException, SQLException {
        try (var connection = up.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT (SELECT COUNT(*) FROM result) - (
                            SELECT COUNT(*) FROM result JOIN series USING (series_id) WHERE probe NOT LIKE 'simulated-%')""")) {
            rows.next();
            System.out.printf(
                    "sent %d, of these Kafka has %d, the database %d%n",
                    fleet.sent(), fleet.acknowledged(), rows.getLong(1));
        }
    }

    private static void awaitCaughtUp(LagWatch lags, long beginNs) throws InterruptedException {
        while (!caughtUp(lags)) {
            if (System.nanoTime() - beginNs > CAUGHT_UP_WITHIN.toNanos()) {
                System.out.println("not caught up: " + lags.last().lags());
                return;
            }
            Thread.sleep(100);
        }
    }

    private static boolean caughtUp(LagWatch lags) {
        var now = lags.last().lags();
        return List.of(SINK, STREAMS).stream()
                .allMatch(group -> now.containsKey(group) && now.get(group).records() <= 0);
    }

    /// The broker takes the results while nobody reads them; then everything starts cold.
    private void backlog() throws Exception {
        up.start("--config", ownOnly(up).toString(), "--database-memory", POOL);
        configure(up, plan, clock);
        up.stop();
        long count = (long) (RATES[0] * BACKLOG);
        var settings = new KafkaSettings(up.data().resolve("kafka"), up.kafkaPort(), 1L << 30);
        SimulatedFleet sender;
        try (var broker = EmbeddedKafka.start(settings);
                var fleet = new SimulatedFleet(broker.bootstrap(), plan, PARTITIONS)) {
            fleet.sendAll(clock.instant().minusSeconds(BACKLOG), RATES[0], count);
            sender = fleet;
        }
        System.out.printf("%d results of %s wait in Kafka%n", sender.acknowledged(), Topics.RESULTS.name());
        long beginNs = System.nanoTime();
        up.start("--config", ownOnly(up).toString(), "--database-memory", POOL);
        System.out.printf("ready %.1f s after the start%n", (System.nanoTime() - beginNs) / 1e9);
        try (var lags = new LagWatch(up.bootstrap(), PARTITIONS, GROUPS);
                var cpu = cpu()) {
            catchUp(lags, beginNs);
            print(cpu, count);
        }
        count(sender);
    }

    private static void catchUp(LagWatch lags, long beginNs) throws InterruptedException {
        var open = new ArrayList<>(List.of(STREAMS, SINK));
        while (!open.isEmpty() && System.nanoTime() - beginNs < CAUGHT_UP_WITHIN.toNanos()) {
            Thread.sleep(200);
            open.removeIf(group -> {
                var lag = lags.since(0).isEmpty() ? null : lags.last().lags().get(group);
                boolean done = lag != null && lag.records() <= 0;
                if (done) {
                    System.out.printf(
                            "%s has caught up %.1f s after the start%n", group, (System.nanoTime() - beginNs) / 1e9);
                }
                return done;
            });
        }
    }

    static void print(CpuByPart cpu, long results) {
        var line = new StringBuilder("  µs of CPU a result:");
        double sum = 0;
        for (var part : cpu.parts().entrySet()) {
            double us = (double) part.getValue() / (double) Math.max(1, results);
            sum += us;
            if (us >= 0.05) {
                line.append(" %s %.1f,".formatted(part.getKey(), us));
            }
        }
        System.out.println(line + " all %.1f".formatted(sum));
        if (Boolean.getBoolean("threads")) {
            cpu.busiest(25)
                    .forEach(thread -> System.out.printf(
                            "    %6.1f %s%n",
                            (double) thread.getValue() / (double) Math.max(1, results), thread.getKey()));
        }
    }
}
