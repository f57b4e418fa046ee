package io.waddleperf.benchmarks;

import io.waddleperf.benchmarks.LagWatch.Lag;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A window at one rate: lags at both ends and at their worst, and CPU, of everything in between.
///
/// The sink commits its offsets once a second, so its rows are told as well, by its own count of stored
/// results.
final class PipelineStep {
    private static final String ROWS = "rows in the database";

    private final Up up;
    private final LagWatch lags;
    private final CpuByPart cpu;
    private final List<String> groups;
    private final List<Lag> rows = new ArrayList<>();
    private final long beginNs;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    PipelineStep(Up up, LagWatch lags, CpuByPart cpu, List<String> groups) {
        this.up = up;
        this.lags = lags;
        this.cpu = cpu;
        this.groups = groups;
        cpu.reset();
        beginNs = System.nanoTime();
        var _ = thread.scheduleAtFixedRate(this::look, 0, 2, TimeUnit.SECONDS);
    }

    private synchronized void look() {
        try {
            rows.add(lags.ofCount((long) up.metric("waddleperf_sink_results_total", "ending=\"stored\"")));
        } catch (Exception e) { // the next look is 2 s later
            System.err.println("rows: " + e);
        }
    }

    synchronized void print(double rate, long sent, double seconds) {
        thread.shutdownNow();
        System.out.printf("%.0f/s wanted: %d results in %.1f s, %.0f/s%n", rate, sent, seconds, sent / seconds);
        var seen = new TreeMap<String, List<Lag>>();
        seen.put(ROWS, rows);
        for (String group : groups) {
            var all = lags.since(beginNs).stream()
                    .filter(sample -> sample.lags().containsKey(group))
                    .map(sample -> sample.lags().get(group))
                    .toList();
            seen.put(group, all);
        }
        seen.forEach(PipelineStep::print);
        System.out.println("  busy: " + cpu.cores(seconds));
        PipelineBenchmark.print(cpu, sent);
    }

    private static void print(String who, List<Lag> seen) {
        if (seen.size() < 10 || seen.stream().allMatch(lag -> lag.seconds() == 0)) {
            return;
        }
        int fifth = seen.size() / 5;
        double early = mean(seen.subList(0, fifth));
        double late = mean(seen.subList(seen.size() - fifth, seen.size()));
        double most = seen.stream().mapToDouble(Lag::seconds).max().orElse(0);
        long records = seen.stream().mapToLong(Lag::records).max().orElse(0);
        System.out.printf(
                "  lag of %s: %.1f s (%d) → %.1f s (%d); mean of the first fifth %.1f s, of the last %.1f s%s;"
                        + " worst %.1f s (%d)%n",
                who,
                seen.getFirst().seconds(),
                seen.getFirst().records(),
                seen.getLast().seconds(),
                seen.getLast().records(),
                early,
                late,
                late > 1.5 * early + 0.5 ? ", GROWS" : "",
                most,
                records);
    }

    private static double mean(List<Lag> lags) {
        return lags.stream().mapToDouble(Lag::seconds).average().orElse(0);
    }
}
