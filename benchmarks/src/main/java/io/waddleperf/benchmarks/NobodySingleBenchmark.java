package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.embedded.EmbeddedMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Three brokers, two of each service, a database and 20 probes, each a process of its own, while 500 results a
/// second flow; every 30 s any one of them is killed with -9 and started again after a few seconds. Are journal
/// and table the same by id, has each due run one ending, and how long does nothing come after a kill?
///
/// Options: `-Dminutes` (20, of kills), `-Devery` (30 s), `-Dprobes` (20), `-Dtargets` (25 of each probe, tested once
/// a second), `-Dseed` (7), `-Dpause` (3 s, from a kill to the next start), `-Dkeep` (the folder stays).
public final class NobodySingleBenchmark {
    private static final int MINUTES = Integer.getInteger("minutes", 20);
    private static final int EVERY = Integer.getInteger("every", 30);
    private static final int PROBES = Integer.getInteger("probes", 20);
    private static final int TARGETS = Integer.getInteger("targets", 25);
    private static final long SEED = Long.getLong("seed", 7);
    private static final int PAUSE = Integer.getInteger("pause", 3);
    private static final int BROKERS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(MINUTES + 15);
    private static final Duration FLOWS_WITHIN = Duration.ofMinutes(3);
    private static final Duration CALM = Duration.ofSeconds(20);
    private static final String SCHEDULE = "steady";
    private static final String CHECK = "brief";
    private static final PingSpec BRIEF = new PingSpec(1, 56, 5_000, 1_000_000);
    private static final long INTERVAL_US = 1_000_000;

    private final Clock clock = Clock.systemUTC();
    private final Landscape landscape;
    private final Silences silences = new Silences();
    private final List<String> probes =
            IntStream.rangeClosed(1, PROBES).mapToObj("probe-%02d"::formatted).toList();

    private NobodySingleBenchmark(Landscape landscape) {
        this.landscape = landscape;
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        Exit.within(LIMIT, NobodySingleBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("nobody-single");
        try (var landscape = new Landscape(work, BROKERS, new Built())) {
            new NobodySingleBenchmark(landscape).run();
        }
    }

    private void run() throws Exception {
        landscape.startServers();
        landscape.provision();
        landscape.startServices();
        landscape.startProbes(probes);
        configure(1, true);
        var check = new LandscapeCheck(landscape, probes, Set::of);
        try (var witness = new Witness(silences)) {
            witness.topics(landscape.bootstrap(), Landscape.PARTITIONS);
            witness.rows(landscape.jdbcUrl(), EmbeddedMariaDb.USER, landscape.password(), series());
            witness.answers(landscape.apiUrls());
            Await.until("results of all probes are stored", FLOWS_WITHIN, () -> check.probesStored() == PROBES);
            Await.pass(CALM);
            Instant from = clock.instant();
            killOneAfterTheOther();
            Instant until = clock.instant();
            Await.pass(CALM);
            System.out.println(
                    "longest silence after a kill in seconds, median (and the longest), of each kind of news:");
            silences.table().forEach(line -> System.out.println("  " + line));
            check.awaitEndings(from, until);
        }
        configure(2, false);
        check.print();
    }

    private void killOneAfterTheOther() throws Exception {
        var kills = new Kills(landscape.members(), SEED);
        calm();
        long beginNs = System.nanoTime();
        for (int number = 1; number * EVERY <= MINUTES * 60; number++) {
            var member = kills.next();
            long killedNs = System.nanoTime();
            silences.begin(killedNs);
            member.kill();
            Await.pass(Duration.ofSeconds(PAUSE));
            member.start();
            Await.pass(Duration.ofNanos(beginNs - System.nanoTime()).plusSeconds((long) number * EVERY));
            // of a probe only its own results and rows tell something
            boolean probe = member.kind() == Member.Kind.PROBE;
            var longest = silences.end(
                    member.kind().name().toLowerCase(Locale.ROOT),
                    System.nanoTime(),
                    name -> !probe || !name.startsWith("probe-") || name.equals(member.name()));
            System.out.println(number + " " + member.name() + " " + rounded(longest) + sick());
        }
    }

    /// What is usual without a kill, for comparison.
    private void calm() throws InterruptedException {
        silences.begin(System.nanoTime());
        Await.pass(CALM);
        silences.end("(none)", System.nanoTime(), _ -> true);
    }

    private static String rounded(Map<String, Double> longest) {
        var text = new StringBuilder();
        longest.forEach((news, seconds) -> text.append(" %s %.1f".formatted(news, seconds)));
        return text.toString().strip();
    }

    /// Processes that ended by themselves.
    private String sick() {
        var down = landscape.members().stream()
                .filter(Member::isDown)
                .map(Member::name)
                .toList();
        return down.isEmpty() ? "" : "; down: " + down;
    }

    private Map<Long, String> series() {
        var series = new HashMap<Long, String>();
        probes.forEach(probe -> series.put(Ids.series(probe, target(1), CHECK, Family.IPV4), probe));
        return series;
    }

    private static String target(int number) {
        return "127.0.1." + number;
    }

    /// On the topics, as the outbox of the API puts it there.
    private void configure(long version, boolean enabled) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var targets = IntStream.rangeClosed(1, TARGETS)
                .mapToObj(NobodySingleBenchmark::target)
                .toList();
        try (var producer = StreamsRig.producer(landscape.bootstrap(), 50)) {
            for (String target : targets) {
                var made = new Target(target, target, true, Map.of(), version, null);
                var _ = producer.send(Topics.TARGETS.record(target, made, Landscape.PARTITIONS));
            }
            for (String probe : probes) {
                var made = new Probe(probe, "site-" + probe.charAt(probe.length() - 1), true, Map.of(), version);
                var _ = producer.send(Topics.PROBES.record(probe, made, Landscape.PARTITIONS));
            }
            producer.flush();
            var checks = List.of(new Check(CHECK, BRIEF, List.of()));
            var schedule = new Schedule(SCHEDULE, enabled, List.of(), targets, checks, INTERVAL_US, now, version);
            var _ = producer.send(Topics.SCHEDULES.record(SCHEDULE, schedule, Landscape.PARTITIONS));
        }
    }
}
