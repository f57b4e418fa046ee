package io.waddleperf.sink.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.archive.EventLine;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.Line;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.sink.Decided;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.s3.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Escalations, incidents and rules come to Parquet as they stood on their topics, through a store
/// that is away, crawls and is full in between.
class ArchivedDecisionsIT {
    private static final String GROUP = "decisions";
    private static final int STEPS = 40;

    private ArchiveRig rig;

    private <T> T sent(Topic<T> topic, String key, T event) {
        rig.send(topic.record(key, event, ArchiveRig.PARTITIONS));
        return event;
    }

    private static Threshold rule(long version) {
        return new Threshold(
                GROUP + "-rtt",
                true,
                Map.of(),
                "rttMeanUs",
                1,
                100_000 + version,
                null,
                2,
                3,
                3,
                Severity.WARNING,
                List.of(),
                version);
    }

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        rig = new ArchiveRig(folder);
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    @Test
    void areInTheArchiveOnceAndAsTheyWere() throws Exception {
        var rules = new ArrayList<Threshold>();
        var steps = new ArrayList<Escalation>();
        var incidents = new ArrayList<Incident>();
        try (var _ = rig.new Sink(GROUP)) {
            for (int i = 0; i < STEPS; i++) {
                rig.set(fault(i));
                var probe = GROUP + i % 3;
                var incident = Ids.uuid("incident", probe);
                rules.add(sent(Topics.THRESHOLDS, GROUP + "-rtt", rule(i + 1)));
                steps.add(sent(Topics.ESCALATIONS, probe, Decided.confirmed(probe, "t", Samples.AT.plusSeconds(i))));
                incidents.add(sent(
                        Topics.INCIDENTS,
                        incident.toString(),
                        Decided.incident(incident, i, Samples.AT, new PathName(probe, "t"))));
                // streams that begin again write what they wrote
                sent(Topics.ESCALATIONS, probe, steps.getLast());
            }
            rig.send(Topics.THRESHOLDS.record(GROUP + "-rtt", null, ArchiveRig.PARTITIONS));
            rig.flush();
            rig.set(new Fault.None());
            awaitAsTheyWere(Kind.ESCALATIONS, Topics.ESCALATIONS, steps);
            awaitAsTheyWere(Kind.INCIDENTS, Topics.INCIDENTS, incidents);
            awaitAsTheyWere(Kind.THRESHOLDS, Topics.THRESHOLDS, rules);
            // that the rule was deleted stands there too
            assertEquals(
                    1,
                    rig.archived(Kind.THRESHOLDS, ArchivedDecisionsIT::isEnded).size());
        }
    }

    private static Fault fault(int step) {
        return switch (step / 10) {
            case 0 -> new Fault.Answers(503, "SlowDown");
            case 1 -> new Fault.Slow(Duration.ofMillis(100), 32);
            case 2 -> new Fault.Answers(507, "XMinioStorageFull");
            default -> new Fault.LosesAnswer();
        };
    }

    private static boolean isOurs(Line line) {
        return line instanceof EventLine event && event.json().contains('"' + GROUP);
    }

    private static boolean isEnded(Line line) {
        return line instanceof EventLine event
                && event.json().isEmpty()
                && event.recordKey().startsWith(GROUP);
    }

    private <T> void awaitAsTheyWere(Kind kind, Topic<T> topic, List<T> events) throws IOException {
        var ids = new TreeSet<String>();
        events.forEach(event -> ids.add(topic.eventId().apply(event)));
        rig.awaitOnce(kind, ids, ArchivedDecisionsIT::isOurs);
        var read = new ArrayList<T>();
        for (Line line : rig.archived(kind, ArchivedDecisionsIT::isOurs)) {
            var event = (EventLine) line;
            assertEquals(event.id(), topic.eventId().apply(WireCodec.read(topic.type(), event.json())));
            read.add(WireCodec.read(topic.type(), event.json()));
        }
        assertEquals(Set.copyOf(events), Set.copyOf(read));
    }
}
