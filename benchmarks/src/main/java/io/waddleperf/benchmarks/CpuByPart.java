package io.waddleperf.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// CPU time of `up` by its parts, from `/proc`: threads of the JVM by their names, and its children.
///
/// Read every second, so that of threads that end little is lost.
final class CpuByPart implements AutoCloseable {
    private static final Pattern THREAD = Pattern.compile("^\"(.*?)\".* nid=(0x[0-9a-f]+|\\d+).*");
    private static final long TICK_US = 10_000;

    private final long jvm;
    private final Map<String, Long> processes;
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Long> lastUs = new HashMap<>();
    private final Map<String, Long> byThreadUs = new HashMap<>();
    private long looks;
    private long machineUs;
    private long ownUs;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cpu-watch").factory());

    /// @param jvm       whose threads are told apart
    /// @param processes that are parts of their own, by name
    CpuByPart(long jvm, Map<String, Long> processes) {
        this.jvm = jvm;
        this.processes = processes;
        look();
        reset();
        var _ = thread.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /// Counts from now on.
    synchronized void reset() {
        look();
        byThreadUs.clear();
        machineUs = machineUs();
        ownUs = ownUs();
    }

    /// How busy the machine was since the reset, and by whom: a figure of a machine with other work is none.
    ///
    /// @param seconds since the reset
    synchronized String cores(double seconds) {
        double all = (machineUs() - machineUs) / 1e6 / seconds;
        double fleet = (ownUs() - ownUs) / 1e6 / seconds;
        double up = byThreadUs.values().stream().mapToLong(each -> each).sum() / 1e6 / seconds;
        return "%.2f of %d cores: up %.2f, the fleet %.2f, others %.2f"
                .formatted(all, Runtime.getRuntime().availableProcessors(), up, fleet, Math.max(0, all - up - fleet));
    }

    /// All but idle and waiting for disks, proc(5).
    private static long machineUs() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split(" +", -1);
            long ticks = 0;
            for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks * TICK_US;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ownUs() {
        return cpuUs(Path.of("/proc/self/stat"));
    }

    private synchronized void look() {
        if (looks++ % 10 == 0) {
            readNames();
        }
        try (var tasks = Files.list(Path.of("/proc/" + jvm + "/task"))) {
            tasks.forEach(task -> {
                long id = Long.parseLong(task.getFileName().toString());
                add(id, names.getOrDefault(id, "unnamed"), cpuUs(task.resolve("stat")));
            });
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cpu: " + e);
        }
        processes.forEach((name, id) -> add(-id, name, cpuUs(Path.of("/proc/" + id + "/stat"))));
    }

    private void add(long id, String name, long us) {
        long before = lastUs.getOrDefault(id, 0L);
        lastUs.put(id, Math.max(before, us));
        byThreadUs.merge(name, Math.max(0, us - before), Long::sum);
    }

    /// The kernel keeps 15 characters of a name; the JVM knows all of it.
    private void readNames() {
        try {
            var dump = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(jvm),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            try (var lines = dump.inputReader()) {
                lines.lines()
                        .map(THREAD::matcher)
                        .filter(java.util.regex.Matcher::matches)
                        .forEach(found -> {
                            names.put(Long.decode(found.group(2)), found.group(1));
                        });
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cpu: the names of threads are not known: " + e);
        }
    }

    /// User and system time, fields 14 and 15 of proc(5); 0 for who is gone.
    private static long cpuUs(Path stat) {
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_US;
        } catch (NoSuchFileException _) {
            return 0;
        } catch (IOException _) {
            return 0; // it ended while it was read
        }
    }

    /// Microseconds since the reset.
    synchronized Map<String, Long> parts() {
        look();
        var parts = new TreeMap<String, Long>();
        byThreadUs.forEach((name, us) -> parts.merge(processes.containsKey(name) ? name : part(name), us, Long::sum));
        return parts;
    }

    /// The threads that took most, for who wants to know why.
    synchronized List<Map.Entry<String, Long>> busiest(int count) {
        return new ArrayList<>(byThreadUs.entrySet())
                .stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(count)
                        .toList();
    }

    /// By the words in a thread's name; the first that fits.
    private static final List<Map.Entry<String, Pattern>> PARTS = List.of(
            part("jit", "CompilerThread|Compiler Thread"),
            part("gc", "^VM Thread|GC |^G1 |^VM Periodic|Reference Handler|Finalizer|Cleaner"),
            part("streams", "escalation-streams|StreamThread|rocksdb|escalation"),
            part(
                    "broker",
                    "data-plane|kafka-request|kafka-network|kafka-scheduler|ReplicaFetcher|coordinator-event|"
                            + "group-coordinator|transaction-coordinator|quorum|raft|ExpirationReaper|log-cleaner|"
                            + "kafka-log|controller|broker-|metadata|txn-marker|TxnMarker|share-|LogDir|purgatory"),
            part("archive", "archive|parquet"),
            part("api", "topic-tail|outbox|query-api"),
            part("scheduler", "scheduler-plan|scheduler-requests|waddleperf-scheduler"),
            part("sink", "smallrye-kafka|vert.x|executor-thread|sink|agroal|ForkJoinPool|results-sink"));

    private static Map.Entry<String, Pattern> part(String name, String words) {
        return Map.entry(name, Pattern.compile(words));
    }

    private static String part(String thread) {
        return PARTS.stream()
                .filter(part -> part.getValue().matcher(thread).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("other");
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
