package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// The examples of docs/examples, run as a reader runs them: with nothing but what `services credentials --reading`
/// printed, against a broker with TLS, accounts and an authorizer.
///
/// A librdkafka before 2.6.1 sends a wrong nonce by SCRAM, which Kafka 4 refuses (CVE-2024-56128). With an older one,
/// such as that of Debian 12, they come over loopback without an account, as to a plain `up`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class DownstreamExamplesIT {
    private static final Path EXAMPLES = Path.of("../docs/examples");
    /// Of the system's packages, whatever else is on the path.
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private static final Path KCAT = Path.of("/usr/bin/kcat");
    private static final Pattern LIBRDKAFKA = Pattern.compile("librdkafka (\\d+)\\.(\\d+)\\.(\\d+)");
    private static final int FIRST_WITH_NONCES = 20_601;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private Map<String, String> printed;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(dir);
        printed = ReaderAccounts.give(broker, dir, "examples");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private <T> void write(Topic<T> topic, String key, T value) throws Exception {
        try (var services = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.loopback(), "compression.type", "zstd"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            services.send(topic.record(key, value, SecuredBroker.PARTITIONS)).get(10, TimeUnit.SECONDS);
        }
    }

    private Process run(boolean byAccount, Map<String, String> more, String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(byAccount ? printed : Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.loopback()));
        builder.environment().putAll(more);
        return builder.start();
    }

    /// What a program says within a while; empty where there is none, or it does not work.
    private static String said(String... command) throws Exception {
        if (!Files.isExecutable(Path.of(command[0]))) {
            return "";
        }
        var asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = asked.inputReader(StandardCharsets.UTF_8)) {
            String all = out.lines().collect(Collectors.joining("\n"));
            return asked.waitFor() == 0 ? all : "";
        } finally {
            end(asked);
        }
    }

    private static boolean provesNonces(String version) {
        var found = LIBRDKAFKA.matcher(version);
        return found.find()
                && number(found, 1) * 10_000 + number(found, 2) * 100 + number(found, 3) >= FIRST_WITH_NONCES;
    }

    private static int number(MatchResult found, int group) {
        return Integer.parseInt(found.group(group));
    }

    /// SIGTERM; that of the process itself would close what it still says.
    private static void askToEnd(Process process) {
        assertTrue(process.toHandle().destroy());
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void followsATopicWithKcat() throws Exception {
        String version = said(KCAT.toString(), "-V");
        assumeTrue(!version.isEmpty(), "kcat is not installed");
        var first = Samples.ping("fra-1", "web", Samples.AT);
        var second = Samples.ping("fra-1", "web", Samples.AT.plusSeconds(1));
        write(Topics.RESULTS, "fra-1", first);
        write(Topics.RESULTS, "fra-1", second);
        var process = run(
                provesNonces(version),
                Map.of("FROM", "beginning", "COUNT", "2"),
                EXAMPLES.resolve("follow.sh").toString(),
                Topics.RESULTS.name());
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = out.lines().toList();
            assertEquals(0, process.waitFor());
            var values = lines.stream().map(line -> line.split("\t", 3)).toList();
            assertEquals(
                    List.of("fra-1", "fra-1"),
                    values.stream().map(value -> value[1]).toList());
            assertEquals(
                    List.of(WireCodec.text(first), WireCodec.text(second)),
                    values.stream().map(value -> value[2]).toList());
        } finally {
            end(process);
        }
    }

    private static Incident incident(UUID id, long revision, Incident.State state) {
        Instant opened = Instant.parse("2026-11-23T02:42:33.123456Z");
        boolean closed = state == Incident.State.CLOSED;
        return new Incident(
                id,
                revision,
                state,
                opened,
                opened.plusSeconds(revision),
                closed ? opened.plusSeconds(60) : null,
                new Incident.Scope(Incident.Scope.Kind.PATH, "fra-1 → web", 1, 1),
                List.of(),
                "web is slow from fra-1",
                Severity.WARNING,
                "default-rtt@1",
                List.of(),
                0,
                null,
                null,
                0,
                List.of(),
                null,
                null,
                false);
    }

    @Test
    void tellsIncidentsInPythonAndGoesOnWhereItWas() throws Exception {
        String version = said(
                PYTHON.toString(),
                "-c",
                "import confluent_kafka; print('librdkafka', confluent_kafka.libversion()[0])");
        assumeTrue(!version.isEmpty(), "python3-confluent-kafka is not installed");
        boolean byAccount = provesNonces(version);
        var one = UUID.fromString("01234567-89ab-8def-8123-456789abcdef");
        var two = UUID.fromString("11234567-89ab-8def-8123-456789abcdef");
        write(Topics.INCIDENTS, one.toString(), incident(one, 1, Incident.State.OPEN));
        write(Topics.INCIDENTS, one.toString(), incident(one, 2, Incident.State.OPEN));
        write(Topics.INCIDENTS, one.toString(), incident(one, 3, Incident.State.CLOSED));
        String opened = "open\twarning\t2026-11-23T02:42:33.123456Z\tweb is slow from fra-1";
        String closed =
                "closed\twarning\t2026-11-23T02:42:33.123456Z to 2026-11-23T02:43:33.123456Z\tweb is slow from fra-1";
        String script = EXAMPLES.resolve("incidents.py").toString();

        var process = run(byAccount, Map.of(), PYTHON.toString(), script);
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals(opened, out.readLine());
            assertEquals(closed, out.readLine());
            askToEnd(process); // it has noted what it told, and leaves its group
            assertNull(out.readLine());
            assertEquals(0, process.waitFor());
        } finally {
            end(process);
        }

        write(Topics.INCIDENTS, two.toString(), incident(two, 1, Incident.State.OPEN));
        var again = run(byAccount, Map.of(), PYTHON.toString(), script);
        try (BufferedReader out = again.inputReader(StandardCharsets.UTF_8)) {
            assertEquals(opened, out.readLine(), "that of the second incident, and nothing of the first again");
            askToEnd(again);
            assertNull(out.readLine());
        } finally {
            end(again);
        }
    }

    /// Debian has no package of the Collector, so it is not run here: its configuration is held against the topic, and
    /// against what is printed for readers. OtlpExportIT of escalation-streams reads what it would read.
    @Test
    void configuresACollectorForTheTopicOfMetrics() throws Exception {
        String text = Files.readString(EXAMPLES.resolve("otel-collector.yaml"));
        Map<String, Object> configuration = new Yaml().load(text);
        var kafka = section(configuration, "receivers", "kafka");
        assertEquals(
                Map.of("topics", List.of(Topics.METRICS.name()), "encoding", "otlp_proto"), section(kafka, "metrics"));
        var pipeline = section(configuration, "service", "pipelines", "metrics");
        for (String kind : List.of("receivers", "processors", "exporters")) {
            var defined = section(configuration, kind).keySet();
            assertEquals(defined, Set.copyOf((List<?>) Objects.requireNonNull(pipeline.get(kind))), kind);
        }
        var names = Pattern.compile("\\$\\{env:([A-Z_]+)}")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        names.forEach(name -> assertTrue(printed.containsKey(name), name));
        assertEquals(6, names.size());
        assertTrue(section(kafka, "auth", "sasl").containsKey("password"));
    }

    private static Map<?, ?> section(Map<?, ?> within, String... path) {
        Map<?, ?> found = within;
        for (String name : path) {
            found = (Map<?, ?>) Objects.requireNonNull(found.get(name), name);
        }
        return found;
    }
}
