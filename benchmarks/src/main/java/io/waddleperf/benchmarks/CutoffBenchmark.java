package io.waddleperf.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.embedded.ChildWatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A probe that has joined loses Kafka for a while, is killed with -9 twice meanwhile, and has a wrong clock all
/// the time. Then it is back: has each slot of its assignment one ending, is each result once where it belongs,
/// and what is the operator told?
///
/// Options: `-Dminutes` (10, without Kafka), `-Dinterval` (5 s, of half of the series; the others 30 s), `-Dahead`
/// (PT3M, how wrong the clock is), `-Dautonomous.after` (20 s, the probe's setting), `-Dclosed` (300 s, within
/// which the incidents close), `-Dport` (18461; this one and the two behind it), `-Dkeep` (the folder stays).
public final class CutoffBenchmark {
    private static final int MINUTES = Integer.getInteger("minutes", 10);
    private static final String AHEAD = System.getProperty("ahead", "PT3M");
    private static final int AFTER = Integer.getInteger("autonomous.after", 20);
    private static final int INTERVAL = Integer.getInteger("interval", 5);
    private static final int PORT = Integer.getInteger("port", 18_461);
    private static final int NETWORK_PORT = PORT + 2;
    private static final int TARGETS = 12;

    /// The system listens on the second, and the probe knows it by the third: between them is the cable.
    private static final String LISTENS = "127.0.0.2";

    private static final String KNOWN_AS = "127.0.0.3";
    private static final String PROBE = "far-1";
    private static final Duration LIMIT = Duration.ofMinutes(MINUTES + 14);
    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(8);
    private static final long DOWN_MS = 4_000;

    private final Clock clock = Clock.systemUTC();
    private final Path work;
    private final Up up;
    private final SlowPage page;
    private final List<Instant> kills = new ArrayList<>();

    private CutoffBenchmark(Path work, Up up, SlowPage page) {
        this.work = work;
        this.up = up;
        this.page = page;
    }

    public static void main(String[] args) {
        Exit.within(LIMIT, CutoffBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("cutoff");
        try (var up = new Up(work, PORT, "10g");
                var page = new SlowPage()) {
            new CutoffBenchmark(work, up, page).run();
        }
    }

    private void run() throws Exception {
        up.start(
                "--config=" + config(),
                "--listen=" + LISTENS,
                "--advertise=" + KNOWN_AS,
                "--listen-kafka-port=" + NETWORK_PORT);
        try (var _ = new Cable(at(KNOWN_AS, PORT), at(LISTENS, PORT));
                var kafka = new Cable(at(KNOWN_AS, NETWORK_PORT), at(LISTENS, NETWORK_PORT))) {
            var operator = new Operator(up.data(), "https://" + LISTENS + ':' + PORT);
            String token = operator.post("/api/v1/probe-enrolments", "{\"site\":\"far\",\"probe\":\"" + PROBE + "\"}")
                    .at("/token")
                    .asText();
            measure(kafka, operator, token);
        }
    }

    private void measure(Cable kafka, Operator operator, String token) throws Exception {
        var probe = start("--join=" + token);
        Await.until("the probe measures", Duration.ofSeconds(90), () -> measured(operator) >= TARGETS);
        Instant from = clock.instant();
        Await.pass(BEFORE);
        Instant cut = clock.instant();
        kafka.pull();
        probe = lonely(probe);
        kafka.plugIn();
        Instant back = clock.instant();
        System.out.printf("cut off from %s to %s, killed at %s, its clock ahead by %s%n", cut, back, kills, AHEAD);
        Await.pass(AFTERWARDS);
        Instant until = clock.instant();
        var check = new CutoffCheck(PROBE, up, work.resolve("probe"), new CutoffCheck.Times(from, cut, back, until));
        check.awaitEndings();
        relieve();
        Await.pass(SENT_WITHIN);
        probe.close();
        check.print();
        new CutoffStory(operator, PROBE, cut, back).print();
        check.require();
    }

    /// Nothing is due from now on, so that the counts stand still. On the topic, as the outbox puts it there.
    private void relieve() throws Exception {
        var configured = new ArrayList<Probe>();
        new TopicScan(up.bootstrap()).read(Topics.PROBES, record -> {
            if (PROBE.equals(record.key()) && record.value() != null) {
                configured.add(WireCodec.read(Probe.class, record.value()));
            }
        });
        var last = configured.getLast();
        var idle = new Probe(PROBE, last.site(), false, last.labels(), last.version() + 1);
        try (var producer = StreamsRig.producer(up.bootstrap(), 0)) {
            var _ = producer.send(Topics.PROBES.record(PROBE, idle, PipelineBenchmark.PARTITIONS));
        }
    }

    /// @return the probe that runs at the end
    private ChildWatch lonely(ChildWatch probe) throws Exception {
        Duration whole = Duration.ofMinutes(MINUTES);
        Await.pass(whole.multipliedBy(20).dividedBy(100));
        page.slow(true);
        Await.pass(whole.multipliedBy(20).dividedBy(100));
        var second = killed(probe);
        Await.pass(whole.multipliedBy(15).dividedBy(100));
        page.slow(false);
        Await.pass(whole.multipliedBy(10).dividedBy(100));
        var third = killed(second);
        Await.pass(whole.multipliedBy(35).dividedBy(100));
        return third;
    }

    /// As a supervisor starts it again: after a moment.
    private ChildWatch killed(ChildWatch probe) throws Exception {
        kills.add(clock.instant());
        ProbeJvm.kill(probe);
        Await.pass(Duration.ofMillis(DOWN_MS));
        return start();
    }

    private ChildWatch start(String... more) {
        var settings = new ArrayList<>(List.of(
                "-cp",
                "probe-worker/target/test-classes:" + ProbeJvm.jar(),
                "io.waddleperf.probe.WrongClockMain",
                AHEAD,
                "--data=" + work.resolve("probe"),
                "--allow-loopback=true",
                "--responder=false",
                "--autonomous-after=" + AFTER));
        settings.addAll(List.of(more));
        return ProbeJvm.start(ProbeJvm.command(settings), work.resolve("probe.log"));
    }

    private static int measured(Operator operator) throws Exception {
        int measured = 0;
        for (JsonNode path :
                operator.get("/api/v1/paths?limit=100&probe=" + PROBE).at("/items")) {
            measured += path.at("/state").asText().equals("healthy") ? 1 : 0;
        }
        return measured;
    }

    private Path config() throws IOException {
        var numbers = IntStream.rangeClosed(1, TARGETS).boxed().toList();
        String targets = numbers.stream()
                .map(number -> "  - {id: steady-%d, address: 127.0.1.%d}".formatted(number, number))
                .collect(Collectors.joining("\n"));
        String ids = numbers.stream().map(number -> "steady-" + number).collect(Collectors.joining(", "));
        return Files.writeString(work.resolve("watch.yaml"), """
            targets:
            %s
              - {id: shop, address: '%s'}
            checks:
              - {name: brief, test: ping, count: 2, interval: 5ms}
            schedules:
              - {id: often, targets: [%s], checks: [brief], interval: %ds}
              - {id: rarely, targets: [%s], checks: [ping], interval: 30s}
              - {id: shop, targets: [shop], checks: [http], interval: 10s}
            """.formatted(targets, page.url(), ids, INTERVAL, ids));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }
}
