package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import io.waddleperf.testkit.TestServers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances, one of which is killed again and again: what they decided together must be what
/// one undisturbed instance decides on the same log, by id.
///
/// `-Dtakeover.seconds=600 -Dtakeover.every=30` is the long form.
class TakeoverIT {
    private static final int PARTITIONS = 4;
    private static final int SECONDS = Integer.getInteger("takeover.seconds", 45);
    private static final int EVERY = Integer.getInteger("takeover.every", 15);

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path dir;

    @Test
    void decidesTheSameUnderKillsAsUndisturbed() throws Exception {
        String bootstrap = TestServers.kafka();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        int kills = 0;
        var processes = new ArrayList<Process>(List.of(process(bootstrap, "one"), process(bootstrap, "two")));
        try (var fleet = new TestFleet(bootstrap, 8, 4, PARTITIONS, Clock.systemUTC())) {
            fleet.start();
            for (int second = EVERY; second <= SECONDS; second += EVERY) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(EVERY));
                int victim = kills++ % 2;
                processes.get(victim).destroyForcibly().waitFor();
                processes.set(victim, process(bootstrap, victim == 0 ? "one" : "two"));
            }
        }
        awaitQuiet(bootstrap);
        for (Process process : processes) {
            process.getOutputStream().close();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "an instance does not end");
        }
        compare(bootstrap, kills);
    }

    private Process process(String bootstrap, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsProcess.class.getName(),
                        bootstrap,
                        dir.resolve(name).toString(),
                        Integer.toString(PARTITIONS))
                .redirectOutput(new File("target/takeover-" + name + ".log"))
                .redirectErrorStream(true)
                .start();
    }

    /// All results are read when decisions no longer come.
    private static void awaitQuiet(String bootstrap) {
        int before = -1;
        for (int look = 0; look < 30; look++) {
            int now = read(bootstrap, Topics.ESCALATIONS).size();
            if (now == before) {
                return;
            }
            before = now;
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(12)); // longer than a session that was killed lasts
        }
    }

    private void compare(String bootstrap, int kills) {
        Map<UUID, Escalation> decided = decisions(read(bootstrap, Topics.ESCALATIONS));
        Map<UUID, Escalation> expected = undisturbed(bootstrap);
        System.out.printf(
                "%d kills, %d results on the log, %d decisions, %d undisturbed%n",
                kills, read(bootstrap, Topics.RESULTS).size(), decided.size(), expected.size());
        assertTrue(decided.size() > 20, "only " + decided.size() + " decisions were to be compared");
        assertEquals(Map.of(), without(expected, decided.keySet()), "decisions that are missing");
        assertEquals(Map.of(), without(decided, expected.keySet()), "decisions that are too many");
    }

    private static Map<UUID, String> without(Map<UUID, Escalation> from, Set<UUID> known) {
        var rest = new TreeMap<UUID, String>();
        from.forEach((id, step) -> {
            if (!known.contains(id)) {
                rest.put(id, step.at() + " " + step.path() + " " + step.step() + " " + step.text());
            }
        });
        return rest;
    }

    private static Map<UUID, Escalation> decisions(List<ConsumerRecord<String, byte[]>> records) {
        var decisions = new HashMap<UUID, Escalation>();
        var doubled = new HashSet<UUID>();
        records.stream()
                .map(record -> WireCodec.read(Escalation.class, record.value()))
                .filter(TestFleet::aboutATarget)
                .forEach(step -> {
                    if (decisions.put(step.id(), step) != null) {
                        doubled.add(step.id());
                    }
                });
        assertEquals(Set.of(), doubled, "decisions told twice");
        return decisions;
    }

    /// The log of each partition passed through one graph in the order of its time.
    private Map<UUID, Escalation> undisturbed(String bootstrap) {
        var log = new ArrayList<ConsumerRecord<String, byte[]>>();
        List.of(Topics.ASSIGNMENTS, Topics.RESULTS, Topics.TICKS, Topics.HEARTBEATS)
                .forEach(topic -> log.addAll(read(bootstrap, topic)));
        var decisions = new HashMap<UUID, Escalation>();
        var partitions = log.stream()
                .collect(Collectors.groupingBy(ConsumerRecord::partition, TreeMap::new, Collectors.toList()));
        partitions.forEach((partition, records) -> {
            records.sort(Comparator.comparingLong((ConsumerRecord<String, byte[]> record) -> record.timestamp())
                    .thenComparingInt(record -> record.topic().equals(Topics.ASSIGNMENTS.name()) ? 0 : 1));
            decisions.putAll(replay(partition, records));
        });
        return decisions;
    }

    private Map<UUID, Escalation> replay(int partition, List<ConsumerRecord<String, byte[]>> records) {
        var settings = new EscalationSettings(PARTITIONS, BudgetLimits.DEFAULT, IncidentSettings.DEFAULT);
        var properties = new StreamsSettings("127.0.0.1:1", dir.resolve("replay-" + partition), 1, 0).properties();
        try (var driver = new TopologyTestDriver(EscalationTopology.of(settings), properties, Instant.EPOCH)) {
            records.forEach(
                    record -> driver.createInputTopic(record.topic(), new StringSerializer(), new ByteArraySerializer())
                            .pipeInput(record.key(), record.value(), Instant.ofEpochMilli(record.timestamp())));
            var out = driver.createOutputTopic(
                    Topics.ESCALATIONS.name(), new StringDeserializer(), new ByteArrayDeserializer());
            return out.readValuesToList().stream()
                    .map(json -> WireCodec.read(Escalation.class, json))
                    .filter(TestFleet::aboutATarget)
                    .collect(Collectors.toMap(Escalation::id, step -> step));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> read(String bootstrap, Topic<?> topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
