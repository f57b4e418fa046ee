package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Tick;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import io.waddleperf.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The whole graph without a broker, and one probe that tests one target: what tests put in on the topics, and what
/// comes out of it.
abstract class TopologyFixture {
    static final EscalationSettings SETTINGS =
            new EscalationSettings(1, BudgetLimits.DEFAULT, IncidentSettings.DEFAULT);
    static final Instant START = Samples.AT;

    /// The schedule's, so that the slots that tests are told of are those in phase.
    static final Instant LONG_BEFORE = START.minusSeconds(3_600);

    static final Target WEB = Samples.target("web");

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path dir;

    final Tally tally = new Tally();
    Instant now = START;

    @SuppressWarnings("NullAway") // set before each test
    TopologyTestDriver driver;

    @BeforeEach
    void start() {
        var settings = new StreamsSettings("127.0.0.1:1", dir, 1, 0).properties();
        driver = new TopologyTestDriver(EscalationTopology.of(SETTINGS, tally), settings, START);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @SuppressWarnings("NullAway") // set by the first send
    Result newest;

    static Assignment.Item item(EscalationPlan plan) {
        return new Assignment.Item(
                "default", WEB, "ping", Family.IPV4, PingSpec.DEFAULT, 60_000_000, 0, LONG_BEFORE, List.of(), plan);
    }

    long version;

    void assign(Assignment.Item... items) {
        var assignment = new Assignment("local", List.of(items), now, ++version, "home", Map.of());
        input(Topics.ASSIGNMENTS).pipeInput("local", WireCodec.bytes(assignment), now);
    }

    Result ping(double rttUs, Duration later) {
        now = now.plus(later);
        Metrics metrics = Metrics.builder().put(Metric.RTT_MEAN_US, rttUs).build();
        return Samples.result("local", "web", io.waddleperf.contracts.Test.PING, now, new Outcome.Measured(), metrics);
    }

    void send(Result result) {
        newest = result;
        input(Topics.RESULTS).pipeInput(result.probe(), WireCodec.bytes(result), now.plusMillis(500));
    }

    void tick(Duration later) {
        now = now.plus(later);
        input(Topics.TICKS).pipeInput("0", WireCodec.bytes(new Tick(now)), now);
    }

    void pass(Duration time) {
        for (long left = time.toSeconds(); left > 0; left -= 10) {
            tick(Duration.ofSeconds(10));
        }
    }

    TestInputTopic<String, byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    <T> List<T> output(Topic<T> topic) {
        var out = driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
        var values = new ArrayList<T>();
        out.readValuesToList().forEach(json -> values.add(WireCodec.read(topic.type(), json)));
        return values;
    }

    Map<String, byte[]> stored(String store) {
        var all = new java.util.HashMap<String, byte[]>();
        try (var entries = driver.<String, byte[]>getKeyValueStore(store).all()) {
            entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }
}
