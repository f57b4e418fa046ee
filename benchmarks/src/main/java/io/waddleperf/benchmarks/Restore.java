package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.embedded.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The restore of docs/how-to/back-up-and-restore.md under load, by its own commands: a copy of the database is taken
/// while results flow, configuration is changed, the database is killed and its directory deleted, the copy is put
/// back and Kafka's newer records are read again. Then each result, decision, incident and minute that was there must
/// be there, by id, and each due run has one ending.
///
/// Options: `-Dnew` (a tree that `release.sh` has built), `-Dprobes` (4), `-Dtargets` (50 of each probe, tested once a
/// second), `-Dcalm` (30 s before the copy, after it, and without a database), `-Dway` (`dump`, or `backup` for
/// mariadb-backup: as root, and with both it and a mariadbd of the same version on the `PATH`), `-Dkeep`.
public final class Restore {
    private static final int PROBES = Integer.getInteger("probes", 4);
    private static final int TARGETS = Integer.getInteger("targets", 50);
    private static final Duration CALM = Duration.ofSeconds(Integer.getInteger("calm", 30));
    private static final Duration LIMIT = Duration.ofMinutes(25);
    private static final Duration FLOWS_WITHIN = Duration.ofMinutes(3);

    /// Clients say much until their broker is there.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka.clients");

    private final Clock clock = Clock.systemUTC();
    private final Instant start = clock.instant();
    private final List<String> probes =
            IntStream.rangeClosed(1, PROBES).mapToObj("probe-%02d"::formatted).toList();
    private final Path work;
    private final Landscape landscape;
    private final HowTo howTo;

    private Restore(Path work, Landscape landscape, Release release) throws Exception {
        this.work = work;
        this.landscape = landscape;
        this.howTo = new HowTo(work, landscape, release);
    }

    public static void main(String[] args) {
        CLIENTS.setLevel(Level.SEVERE);
        Locale.setDefault(Locale.ROOT);
        Exit.within(LIMIT, Restore::rehearse);
    }

    private static void rehearse() throws Exception {
        var release = Release.of(Path.of(System.getProperty("new")));
        Path work = Files.createTempDirectory("restore");
        try (var landscape = new Landscape(work, 1, release)) {
            new Restore(work, landscape, release).run();
        }
    }

    private void run() throws Exception {
        landscape.startServers();
        landscape.provision();
        landscape.startServices();
        landscape.startProbes(probes);
        announce();
        try (var page = new BreakablePage("page")) {
            howTo.apply(watched("first.yaml", page.address(), true, Set.of()));
            var check = new LandscapeCheck(landscape, probes, Set::of);
            Await.until("results of all are stored", FLOWS_WITHIN, () -> check.probesStored() == PROBES);
            Await.pass(CALM);
            Instant from = clock.instant();
            say("copied while results flow", howTo::backUp);
            howTo.apply(watched("later.yaml", page.address(), true, Set.of("later")));
            page.breakDown();
            Await.pass(CALM);
            var had = Holdings.read(landscape::connect);
            destroy();
            Await.pass(CALM);
            say("restored", this::restore);
            say("the configuration applied", () -> howTo.apply(work.resolve("later.yaml")));
            Await.pass(CALM);
            Instant until = clock.instant();
            Await.pass(CALM);
            check.awaitEndings(from, until);
            howTo.apply(watched("end.yaml", page.address(), false, Set.of("later")));
            check.print();
            System.out.println("before it was lost, and now: "
                    + Holdings.read(landscape::connect).since(had));
            new AftermathCheck(landscape, work, start, clock).require(List.of("later"));
        }
        System.out.println("what the database had is there again, each once");
    }

    private void destroy() throws Exception {
        var database = landscape.members(Member.Kind.DATABASE).getFirst();
        database.kill();
        Trees.delete(landscape.databaseFolder());
        System.out.println("the database is killed, its directory deleted");
    }

    /// Steps 1 to 4 of the how-to; probes, scheduler and streams go on.
    private void restore() throws Exception {
        var sinks = landscape.members(Member.Kind.SINK);
        var apis = landscape.members(Member.Kind.API);
        sinks.forEach(Member::stop);
        apis.forEach(Member::stop);
        howTo.putBack();
        howTo.setGroupsBack();
        for (var members : List.of(sinks, apis)) {
            members.forEach(Member::start);
            for (Member member : members) {
                landscape.awaitReady(member);
            }
        }
    }

    /// As if they had joined.
    private void announce() {
        try (var producer = StreamsRig.producer(landscape.bootstrap(), 50)) {
            for (String name : probes) {
                var probe = new Probe(name, "site-" + name, true, Map.of(), 1);
                var _ = producer.send(Topics.PROBES.record(name, probe, Landscape.PARTITIONS));
            }
        }
    }

    /// @param page    the address of the one that breaks
    /// @param further targets that nobody tests
    private Path watched(String file, String page, boolean enabled, Set<String> further) throws Exception {
        var names =
                IntStream.rangeClosed(1, TARGETS).mapToObj("t-%d"::formatted).toList();
        var documents = new StringBuilder();
        for (int number = 1; number <= TARGETS; number++) {
            documents.append(target("t-" + number, "127.0.1." + number));
        }
        documents.append(target("page", page));
        further.forEach(name -> documents.append(target(name, "127.0.2.1")));
        documents.append(schedule("steady", names, "{name: brief, test: ping, count: 1}", "1s", enabled));
        documents.append(schedule("pages", List.of("page"), "http", "2s", enabled));
        return Files.writeString(work.resolve(file), documents);
    }

    private static String target(String name, String address) {
        return """
                ---
                apiVersion: waddleperf.io/v1
                kind: Target
                metadata: {name: %s}
                spec: {address: "%s", owned: false}
                """.formatted(name, address);
    }

    private static String schedule(String name, List<String> targets, String check, String interval, boolean enabled) {
        return """
                ---
                apiVersion: waddleperf.io/v1
                kind: Schedule
                metadata: {name: %s}
                spec: {targets: [%s], checks: [%s], interval: %s, enabled: %s}
                """.formatted(name, targets.stream().collect(Collectors.joining(", ")), check, interval, enabled);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void say(String what, Step step) throws Exception {
        long beginNs = System.nanoTime();
        step.run();
        System.out.printf("%s within %.1f s%n", what, (System.nanoTime() - beginNs) / 1e9);
    }
}
