package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.escalation.EscalationSettings;
import io.waddleperf.escalation.EscalationTopology;
import io.waddleperf.escalation.StreamsSettings;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import io.waddleperf.policy.Purse;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;

/// A real broker with the topics, the streams in this process, and results for them.
final class StreamsRig {
    static final int PARTITIONS = 4;

    private StreamsRig() {}

    static String broker() throws Exception {
        String bootstrap = TestServers.kafka();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        return bootstrap;
    }

    static KafkaStreams escalation(String bootstrap, Path state) {
        return new KafkaStreams(EscalationTopology.of(settings()), properties(bootstrap, state));
    }

    static Properties properties(String bootstrap, Path state) {
        return new StreamsSettings(bootstrap, state, 1, 0).properties();
    }

    /// As by default, but with budgets that a measurement of thousands of breaches does not exhaust.
    private static EscalationSettings settings() {
        var limits = new HashMap<Purse.Expense, BudgetLimits.Limits>();
        for (Purse.Expense expense : Purse.Expense.values()) {
            limits.put(
                    expense,
                    new BudgetLimits.Limits(Duration.ofMinutes(1), 1_000_000, 1_000_000, 1_000_000, 1_000_000));
        }
        return new EscalationSettings(PARTITIONS, new BudgetLimits(limits), IncidentSettings.DEFAULT);
    }

    static KafkaProducer<String, byte[]> producer(String bootstrap, int lingerMs) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "linger.ms",
                        lingerMs,
                        "batch.size",
                        131_072,
                        "compression.type",
                        "zstd",
                        "buffer.memory",
                        64L << 20),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static void assign(KafkaProducer<String, byte[]> producer, int probes, int targets, Instant now) {
        for (int probe = 0; probe < probes; probe++) {
            var items = new ArrayList<Assignment.Item>();
            for (int target = 0; target < targets; target++) {
                items.add(item(target, phase(target * probes + probe)));
            }
            var assignment = new Assignment(probe(probe), items, now, 1, "site-" + probe % 10, Map.of());
            var _ = producer.send(Topics.ASSIGNMENTS.record(probe(probe), assignment, PARTITIONS));
        }
        producer.flush();
    }

    /// The schedule's for a path by its number, in a minute.
    static Duration phase(int path) {
        return Duration.ofMillis(path % 60_000);
    }

    private static Assignment.Item item(int target, Duration phase) {
        return new Assignment.Item(
                "default",
                Samples.target(target(target)),
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                60_000_000,
                phase.toMillis() * 1_000,
                Instant.EPOCH,
                List.of(),
                EscalationPlan.DEFAULT);
    }

    static String probe(int number) {
        return "probe-" + number;
    }

    static String target(int number) {
        return "10." + number / 250 + ".0." + (number % 250 + 1);
    }

    static Result ping(int probe, int target, Instant dueAt, double rttUs) {
        Metrics metrics = Metrics.builder()
                .put(Metric.PACKETS_SENT, 10)
                .put(Metric.PACKETS_RECEIVED, 10)
                .put(Metric.LOSS_RATIO, 0)
                .put(Metric.RTT_MEAN_US, rttUs)
                .build();
        return Samples.result(probe(probe), target(target), Test.PING, dueAt, new Outcome.Measured(), metrics);
    }

    static void awaitRunning(KafkaStreams streams) throws InterruptedException {
        for (int look = 0; look < 600 && streams.state() != KafkaStreams.State.RUNNING; look++) {
            Thread.sleep(100);
        }
        if (streams.state() != KafkaStreams.State.RUNNING) {
            throw new IllegalStateException("the streams are " + streams.state() + " after 60 s");
        }
    }
}
