package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.embedded.ChildWatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/// What one probe holds in memory when it has run each kind of test once and answered each kind of test
/// of another, scrapes included.
///
/// Options: `-Dwork` (a folder), `-Dprobe` (the command that starts a probe, its words between spaces), `-Dhttp`,
/// `-Dhttps`, `-Dudp`, `-Diperf`, `-Dspeed` (the ports of a responder on 127.0.0.1 whose certificate is in the
/// `responder`
/// of that folder and in Java's trust store), `-Dssh` (`PORT:USER:SECRET`, where there is a server of SSH).
public final class MemoryBenchmark {
    private static final Logger LOG = Logger.getLogger("");
    private static final String PROBE = "memory";
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final Pattern READY =
            Pattern.compile("probe ready: .* responder=(\\S+) udp=(\\d+) https=(\\S+) blackbox=(\\S+)");
    private static final Pattern IPERF = Pattern.compile("\"iperf\":\"127\\.0\\.0\\.1:(\\d+)\"");
    private static final Pattern SPEED = Pattern.compile("\"speedtest\":\"(http://[^\"]+)\"");

    private final Path work = Path.of(System.getProperty("work"));
    private final String bootstrap;
    private final ChildWatch probe;

    private MemoryBenchmark(String bootstrap) throws IOException {
        this.bootstrap = bootstrap;
        this.probe = ChildWatch.start(command(), trusting(), work.resolve("probe.log"), GRACE);
    }

    public static void main(String[] args) {
        LOG.setLevel(Level.SEVERE); // the broker in this process has much to say
        Exit.within(LIMIT, () -> new MemoryBenchmark(StreamsRig.broker()).run());
    }

    /// As this JVM.
    private static Map<String, String> trusting() {
        String store = "javax.net.ssl.trustStore";
        String password = store + "Password";
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-D" + store + '=' + System.getProperty(store) + " -D" + password + '=' + System.getProperty(password));
    }

    private List<String> command() {
        var identity = work.resolve("responder").resolve("responder.pem");
        var command = new ArrayList<>(List.of(System.getProperty("probe").split(" ")));
        command.addAll(List.of(
                "--probe-id=" + PROBE,
                "--bootstrap-servers=" + bootstrap,
                "--partitions=" + StreamsRig.PARTITIONS,
                "--data=" + work.resolve("data"),
                "--secrets=" + work.resolve("secrets"),
                "--allow-loopback=true",
                "--capture=true",
                "--responder=true",
                "--responder-https-port=0",
                "--responder-certificate=" + identity,
                "--responder-key=" + identity,
                "--blackbox-port=0"));
        return List.copyOf(command);
    }

    private void run() throws Exception {
        try (var dns = new OneAddress();
                probe) {
            Await.until("the probe is ready", SOON, () -> ready().isPresent());
            print("ready");
            var ended = runEach(dns.port());
            print("each test once");
            beAskedByOthers();
            scrape();
            print("asked by others, and scraped");
            Await.pass(REST);
            print("10 s later");
            if (!ended) {
                throw new IllegalStateException("not all tests were measured");
            }
        }
    }

    private Optional<List<String>> ready() throws IOException {
        var log = work.resolve("probe.log");
        var found = READY.matcher(Files.exists(log) ? Files.readString(log) : "");
        return found.find()
                ? Optional.of(List.of(found.group(1), found.group(2), found.group(3), found.group(4)))
                : Optional.empty();
    }

    /// One after another: two at once would tell of the machine, not of the probe.
    ///
    /// @return whether each was measured; a capture may lack its permission
    private boolean runEach(int dnsPort) throws Exception {
        var servers = new EveryTest.Servers(
                port("http"), port("https"), port("udp"), port("iperf"), port("speed"), dnsPort, login(), ownHttps());
        boolean all = true;
        try (var producer = StreamsRig.producer(bootstrap, 0)) {
            for (var command : new EveryTest(servers)
                    .commands(PROBE, Clock.systemUTC().instant())
                    .entrySet()) {
                var _ = producer.send(Topics.COMMANDS.record(PROBE, command.getValue(), StreamsRig.PARTITIONS));
                var outcome = ended(command.getValue());
                System.out.printf("%-18s %s%n", command.getKey(), outcome);
                all &= outcome instanceof Outcome.Measured || command.getKey().equals("capture");
            }
        }
        return all;
    }

    private Outcome ended(Command command) throws Exception {
        var id = Ids.result(command.id());
        Await.until(command.check() + " has ended", SOON, () -> results().containsKey(id));
        return Objects.requireNonNull(results().get(id)).outcome();
    }

    private int ownHttps() throws IOException {
        return URI.create(ready().orElseThrow().get(2)).getPort();
    }

    private static Optional<EveryTest.Login> login() {
        String[] parts = System.getProperty("ssh", "").split(":", -1);
        return parts.length < 3
                ? Optional.empty()
                : Optional.of(new EveryTest.Login(Integer.parseInt(parts[0]), parts[1], parts[2]));
    }

    private Map<UUID, Result> results() throws Exception {
        var results = new HashMap<UUID, Result>();
        new TopicScan(bootstrap).read(Topics.RESULTS, record -> {
            var result = WireCodec.read(Result.class, record.value());
            results.put(result.id(), result);
        });
        return results;
    }

    /// As other probes would, each from a process of its own.
    private void beAskedByOthers() throws Exception {
        var heartbeat = heartbeat();
        ask("throughput.ThroughputMain", "127.0.0.1", first(IPERF, heartbeat), "tcp", "both", "4", "3");
        ask("speedtest.SpeedtestMain", first(SPEED, heartbeat) + '/', "127.0.0.1", "both", "6", "2");
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 20; i++) {
                get(client, ready().orElseThrow().get(0) + "/bytes/1000000");
                get(client, ready().orElseThrow().get(2) + "/bytes/1000000");
            }
        }
    }

    private void scrape() throws Exception {
        String blackbox = ready().orElseThrow().get(3);
        String target = "https://127.0.0.1:" + port("https") + '/';
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 20; i++) {
                String said = get(client, blackbox + "?module=http_2xx&target=" + target);
                if (!said.contains("\nprobe_success 1")) {
                    throw new IllegalStateException("a scrape failed: " + said);
                }
            }
        }
    }

    private static String get(HttpClient client, String url) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(url + ": " + answer.statusCode());
        }
        return answer.body();
    }

    private void ask(String main, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of("-cp", ProbeJvm.jar().toString(), "io.waddleperf.probe." + main));
        words.addAll(List.of(arguments));
        var asked = new ProcessBuilder(ProbeJvm.command(words))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(main + ".log").toFile())
                .start();
        if (asked.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(work.resolve(main + ".log")));
        }
    }

    private String heartbeat() throws Exception {
        var newest = new StringBuilder();
        Await.until("a heartbeat", SOON, () -> {
            new TopicScan(bootstrap)
                    .read(
                            Topics.HEARTBEATS,
                            record -> newest.append(new String(record.value(), StandardCharsets.UTF_8)));
            return !newest.isEmpty();
        });
        return newest.toString();
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    private void print(String when) throws IOException {
        System.out.printf("%-30s resident %6.1f MiB, at most %6.1f MiB%n", when, mib("VmRSS"), mib("VmHWM"));
    }

    private double mib(String size) throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(probe.pid()), "status"));
        return Long.parseLong(first(Pattern.compile("(?m)^" + size + ":\\s+(\\d+) kB$"), status)) / 1_024.0;
    }

    private static int port(String name) {
        return Integer.getInteger(name);
    }
}
