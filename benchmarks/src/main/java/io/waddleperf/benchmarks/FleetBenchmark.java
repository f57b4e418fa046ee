package io.waddleperf.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A fleet of assigned probes under `up`, of which a part is connected: what commands cost the scheduler and the
/// broker, how late they are read, and how long it takes until all are back after a kill -9 of everything.
///
/// Options: `-Dprobes` (10000), `-Dconnected` (1000), `-Dinterval` (10 s between the slots of a probe), `-Dseconds`
/// (60), `-Dport` (18461), `-Dmax.disk` (20g), `-Dkeep`; what a consumer waits for: `-Dfetch.min` (1 byte, as the
/// probe's), `-Dfetch.wait` (500 ms).
public final class FleetBenchmark {
    private static final int PARTITIONS = PipelineBenchmark.PARTITIONS;
    private static final int PROBES = Integer.getInteger("probes", 10_000);
    private static final int CONNECTED = Integer.getInteger("connected", 1_000);
    private static final int INTERVAL_S = Integer.getInteger("interval", 10);
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// A thousand consumers say much while the broker is away.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka.clients");

    private final Clock clock = Clock.systemUTC();
    private final FleetPlan plan = new FleetPlan(PROBES, 1, INTERVAL_S * 1_000_000L);
    private final Up up;

    private FleetBenchmark(Up up) {
        this.up = up;
    }

    public static void main(String[] args) {
        CLIENTS.setLevel(Level.SEVERE);
        Exit.after(FleetBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("fleet");
        try (var up = new Up(work, Integer.getInteger("port", 18_461), System.getProperty("max.disk", "20g"))) {
            new FleetBenchmark(up).run();
        }
    }

    private void run() throws Exception {
        String[] watch = {"--config", PipelineBenchmark.ownOnly(up).toString()};
        up.start(watch);
        System.out.printf("%d probes with a slot each %d s, %d partitions%n", PROBES, INTERVAL_S, PARTITIONS);
        System.out.println("  before they are assigned: " + memory());
        long beginNs = System.nanoTime();
        PipelineBenchmark.configure(up, plan, clock);
        System.out.printf("  all are assigned after %.1f s: %s%n", secondsSince(beginNs), memory());
        window("none of them is connected", null);
        try (var probes = connect()) {
            window(CONNECTED + " of them are connected", probes);
            storm(probes, watch);
            window(CONNECTED + " of them are connected again", probes);
        }
    }

    private ConnectedProbes connect() throws Exception {
        Instant begin = clock.instant();
        var probes = new ConnectedProbes(up.bootstrap(), CONNECTED, PARTITIONS, clock);
        System.out.println("  they connect: " + allHeard(probes, begin));
        return probes;
    }

    private void storm(ConnectedProbes probes, String[] watch) throws Exception {
        long pid = up.pid("waddleperf");
        var everything = ProcessHandle.of(pid).orElseThrow();
        everything.destroyForcibly();
        everything.onExit().get(10, TimeUnit.SECONDS);
        Instant killed = clock.instant();
        long beginNs = System.nanoTime();
        up.start(watch);
        System.out.printf("kill -9 of everything: ready again after %.1f s%n", secondsSince(beginNs));
        System.out.println("  a command of its own, from the kill on: " + allHeard(probes, killed));
        probes.takeLatenessUs();
        probes.takeRead();
    }

    /// When a half, almost all and all of them had read a command.
    private String allHeard(ConnectedProbes probes, Instant since) throws InterruptedException {
        var text = new StringBuilder();
        for (double part : new double[] {0.5, 0.99, 1}) {
            int wanted = (int) Math.ceil(part * CONNECTED);
            while (probes.heardSince(since) < wanted) {
                if (Duration.between(since, clock.instant()).compareTo(LIMIT) > 0) {
                    return text + "then only " + probes.heardSince(since) + " of " + CONNECTED + " in " + LIMIT;
                }
                Thread.sleep(50);
            }
            text.append("%.0f %% after %.1f s; "
                    .formatted(
                            100 * part, Duration.between(since, clock.instant()).toMillis() / 1e3));
        }
        return text.toString();
    }

    private void window(String who, @Nullable ConnectedProbes probes) throws Exception {
        try (var cpu = new CpuByPart(
                up.pid("waddleperf"), Map.of("mariadbd", up.pid("mariadbd"), "own probe", up.pid("probe")))) {
            cpu.reset();
            double before = up.metric("waddleperf_scheduler_commands_total", "");
            if (probes != null) {
                probes.takeLatenessUs();
                probes.takeRead();
            }
            long beginNs = System.nanoTime();
            Thread.sleep(Duration.ofSeconds(SECONDS));
            double seconds = secondsSince(beginNs);
            double commands = (up.metric("waddleperf_scheduler_commands_total", "") - before) / seconds;
            System.out.printf("%s: %.0f commands/s; %s; %s%n", who, commands, cpu.cores(seconds), memory());
            var parts = cpu.parts();
            for (String part : List.of("broker", "scheduler")) {
                double us = parts.getOrDefault(part, 0L) / seconds;
                System.out.printf(
                        "  %s: %.1f %% of a core, %.0f µs a command%n", part, us / 10_000, us / Math.max(1, commands));
            }
            if (probes != null) {
                print(probes, seconds);
            }
        }
    }

    private static void print(ConnectedProbes probes, double seconds) {
        var late = probes.takeLatenessUs();
        System.out.printf(
                "  they read %.0f records/s, of which %.0f are their own, after their slot by %s%n",
                probes.takeRead() / seconds, late.size() / seconds, quantiles(late));
    }

    private static String quantiles(List<Long> sortedUs) {
        if (sortedUs.isEmpty()) {
            return "nothing";
        }
        var text = new StringBuilder();
        for (double at : new double[] {0.5, 0.95, 0.99}) {
            text.append("p%.0f %.0f ms, ".formatted(100 * at, sortedUs.get((int) (at * (sortedUs.size() - 1))) / 1e3));
        }
        return text + "worst %.0f ms".formatted(sortedUs.getLast() / 1e3);
    }

    /// Of the JVM in which all services are, the broker too.
    private String memory() throws IOException {
        String status = Files.readString(Path.of("/proc/" + up.pid("waddleperf") + "/status"));
        long resident = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        return "%d MiB resident".formatted(resident >> 10);
    }

    private static double secondsSince(long beginNs) {
        return (System.nanoTime() - beginNs) / 1e9;
    }
}
