package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.embedded.EmbeddedMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The rolling upgrade of docs/how-to/upgrade.md under load: two of each service and some probes of one release are
/// raised one after the other to the next, then brought back in reverse, while probes measure and a simulated fleet
/// sends. Nothing may be lost or doubled, by id; each due run of the probes has one ending; a breach in the middle,
/// while the streams are of two versions, becomes an incident, each way.
///
/// Options: `-Dold`, `-Dnew` (trees that `release.sh` has built), `-Dprobes` (4), `-Dtargets` (25 of each probe, tested
/// once a second), `-Drate` (200 results/s of the simulated fleet), `-Dsettle` (8 s after each step), `-Dkeep` (the
/// folder stays).
public final class RollingUpgrade {
    private static final int PROBES = Integer.getInteger("probes", 4);
    private static final int TARGETS = Integer.getInteger("targets", 25);
    private static final int RATE = Integer.getInteger("rate", 200);
    private static final Duration LIMIT = Duration.ofMinutes(40);
    private static final Duration FLOWS_WITHIN = Duration.ofMinutes(3);
    private static final Duration CALM = Duration.ofSeconds(20);
    private static final long SECOND_US = 1_000_000;
    private static final PingSpec BRIEF = new PingSpec(1, 56, 5_000, SECOND_US);
    private static final String CHECK = "brief";
    /// How many of the probes test the pages that break.
    private static final int WATCHERS = 2;

    /// As the how-to says; back, it is the other way round.
    private static final List<Member.Kind> ORDER =
            List.of(Member.Kind.SINK, Member.Kind.STREAMS, Member.Kind.SCHEDULER, Member.Kind.API, Member.Kind.PROBE);

    /// Clients say much while their partitions move.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka.clients");

    private final Clock clock = Clock.systemUTC();
    private final Instant start = clock.instant();
    private final FleetPlan plan = new FleetPlan(20, 10, 10 * SECOND_US);
    private final List<String> probes =
            IntStream.rangeClosed(1, PROBES).mapToObj("probe-%02d"::formatted).toList();
    private final Landscape landscape;
    private final Path work;
    private final Release before;
    private final Release after;

    private RollingUpgrade(Path work, Landscape landscape, Release before, Release after) {
        this.work = work;
        this.landscape = landscape;
        this.before = before;
        this.after = after;
    }

    public static void main(String[] args) {
        CLIENTS.setLevel(Level.SEVERE);
        Locale.setDefault(Locale.ROOT);
        Exit.within(LIMIT, RollingUpgrade::rehearse);
    }

    private static void rehearse() throws Exception {
        var before = Release.of(Path.of(System.getProperty("old")));
        var after = Release.of(Path.of(System.getProperty("new")));
        if (before.version().equals(after.version())) {
            throw new IllegalArgumentException(
                    "both trees are of version " + before + ": nothing would tell them apart");
        }
        Path work = Files.createTempDirectory("rolling");
        try (var landscape = new Landscape(work, 1, before)) {
            new RollingUpgrade(work, landscape, before, after).run();
        }
    }

    private void run() throws Exception {
        landscape.startServers();
        topics(before);
        landscape.startServices();
        landscape.startProbes(probes);
        var silences = new Silences();
        try (var up = new BreakablePage("page-up");
                var back = new BreakablePage("page-back");
                var witness = new Witness(silences)) {
            configure(1, true, List.of(up, back));
            try (var fleet = new SimulatedFleet(landscape.bootstrap(), plan, Landscape.PARTITIONS);
                    var load = new SteadyLoad(fleet, RATE, clock)) {
                var check = new LandscapeCheck(landscape, probes, load::ids);
                Await.until(
                        "results of all are stored",
                        FLOWS_WITHIN,
                        () -> check.probesStored() == PROBES + plan.probes());
                witness.topics(landscape.bootstrap(), Landscape.PARTITIONS);
                witness.answers(landscape.apiUrls());
                witness.rows(landscape.jdbcUrl(), EmbeddedMariaDb.USER, landscape.password(), series());
                Await.pass(CALM);
                var steps = new UpgradeSteps(landscape, silences);
                Instant from = clock.instant();
                steps.calm(before);
                topics(after);
                raise(steps, ORDER, after, up);
                steps.calm(after);
                raise(steps, ORDER.reversed(), before, back);
                Instant until = clock.instant();
                Await.pass(CALM);
                load.stop();
                check.awaitEndings(from, until);
                configure(2, false, List.of());
                check.print();
                new AftermathCheck(landscape, work, start, clock).require(steps.written());
            }
        }
        System.out.printf("%s → %s → %s: nothing is lost, nothing is doubled%n", before, after, before);
    }

    /// Of each probe one, by its number.
    private Map<Long, String> series() {
        return probes.stream()
                .collect(Collectors.toMap(probe -> Ids.series(probe, target(1), CHECK, Family.IPV4), probe -> probe));
    }

    private static String target(int number) {
        return "127.0.1." + number;
    }

    /// Step 2 of the how-to, by the release's own command.
    private void topics(Release release) throws Exception {
        var said = work.resolve("topics.out");
        release.run(
                said,
                "services",
                "topics",
                "--partitions=" + Landscape.PARTITIONS,
                "--replication=1",
                "--bootstrap=" + landscape.bootstrap());
        System.out.println(release + ": " + Files.readString(said).strip());
    }

    /// A page breaks when the first of the streams is about to be replaced; when the last one is, it is an incident.
    private void raise(UpgradeSteps steps, List<Member.Kind> order, Release to, BreakablePage page) throws Exception {
        for (var kind : order) {
            var members = landscape.members(kind);
            if (kind == Member.Kind.STREAMS) {
                page.breakDown();
            }
            for (Member member : members) {
                steps.replace(member, to);
            }
            if (kind == Member.Kind.STREAMS) {
                steps.awaitIncident(page.target());
            }
        }
    }

    /// On the topics, as the outbox of the API puts it there.
    private void configure(long version, boolean enabled, List<BreakablePage> pages) throws Exception {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var targets = new ArrayList<Target>();
        for (int number = 1; number <= TARGETS; number++) {
            String address = target(number);
            targets.add(new Target(address, address, true, Map.of(), version, null));
        }
        var steady = targets.stream().map(Target::id).toList();
        var broken = pages.stream().map(BreakablePage::target).toList();
        pages.forEach(page -> targets.add(new Target(page.target(), page.address(), false, Map.of(), version, null)));
        var ping = List.of(new Check(CHECK, BRIEF, List.of()));
        var http = List.of(new Check("http", Check.defaultOf(Test.HTTP).spec(), List.of()));
        try (var producer = StreamsRig.producer(landscape.bootstrap(), 50)) {
            for (var target : targets) {
                var _ = producer.send(Topics.TARGETS.record(target.id(), target, Landscape.PARTITIONS));
            }
            for (String name : probes) {
                var probe = new Probe(name, "site-" + name, true, Map.of(), version);
                var _ = producer.send(Topics.PROBES.record(name, probe, Landscape.PARTITIONS));
            }
            producer.flush();
            var schedules = List.of(
                    new Schedule("steady", enabled, probes, steady, ping, SECOND_US, now, version),
                    new Schedule(
                            "pages", enabled, probes.subList(0, WATCHERS), broken, http, 2 * SECOND_US, now, version));
            for (var schedule : schedules) {
                var _ = producer.send(Topics.SCHEDULES.record(schedule.id(), schedule, Landscape.PARTITIONS));
            }
            producer.flush();
            if (enabled) {
                plan.publish(producer, Landscape.PARTITIONS, now);
            }
        }
    }
}
