package io.waddleperf.api.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.waddleperf.api.system.SystemView.ArchiveFindings;
import io.waddleperf.api.system.SystemView.DatabaseFindings;
import io.waddleperf.api.system.SystemView.Disk;
import io.waddleperf.api.system.SystemView.Galera;
import io.waddleperf.api.system.SystemView.Group;
import io.waddleperf.api.system.SystemView.KafkaFindings;
import io.waddleperf.api.system.SystemView.OldestDays;
import io.waddleperf.api.system.SystemView.OutboxFindings;
import io.waddleperf.api.system.SystemView.SinkFindings;
import io.waddleperf.api.system.SystemView.Versions;
import io.waddleperf.testkit.Samples;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SystemGaugesTest {
    private static final OldestDays NO_DAYS = new OldestDays(null, null, null, null);
    private static final Part<KafkaFindings> KAFKA =
            Part.degraded(new KafkaFindings("id", 3, 900, 7, List.of("waddleperf.ticks")), "a topic is missing");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Queue<SystemView> answers = new ArrayDeque<>();
    private final SystemGauges gauges = new SystemGauges(answers::remove, metrics);

    @AfterEach
    void stop() {
        gauges.stop(new ShutdownEvent());
    }

    private static SystemView view(Part<List<Group>> groups, @Nullable Galera galera, Part<OutboxFindings> outbox) {
        var disks = List.of(new Disk("/", 100, 50), new Disk("/data", 1_000, 40));
        var database = new DatabaseFindings("11.4", 4_711, List.of(), NO_DAYS, disks, galera);
        return new SystemView(
                Samples.AT,
                Part.State.DEGRADED,
                List.of(),
                new Versions("1.0.0", "25", "4.1.1", 60),
                List.of(),
                KAFKA,
                groups,
                Part.ok(new SinkFindings(12.5, "waddleperf.results")),
                Part.ok(database),
                outbox,
                Part.ok(new ArchiveFindings("dir", 200L, 150L)));
    }

    private static Group group(String id, int members, long behind) {
        return new Group(id, "stable", members, behind, List.of());
    }

    private double value(String name, String... tags) {
        return metrics.get("waddleperf.system." + name).tags(tags).gauge().value();
    }

    @Test
    void tellsWhatWasFound() {
        assertEquals(Double.NaN, value("state", "part", "kafka"), "nobody has looked yet");
        var outbox = Part.ok(new OutboxFindings(3, 1.5));
        var groups = Part.ok(List.of(group("scheduler", 2, 0), group("results-sink", 1, 42)));
        answers.add(view(groups, new Galera("Primary", "ON", 3, "Synced"), outbox));
        gauges.look();
        assertEquals(1, value("state", "part", "kafka"));
        assertEquals(0, value("state", "part", "archive"));
        assertEquals(3, value("kafka.brokers"));
        assertEquals(7, value("kafka.partitions.under.replicated"));
        assertEquals(1, value("kafka.topics.missing"));
        assertEquals(12.5, value("sink.behind"));
        assertEquals(4_711, value("database.size"));
        assertEquals(0.04, value("database.disk.free"), "of the fullest");
        assertEquals(0.75, value("archive.disk.free"));
        assertEquals(1, value("galera.ready"));
        assertEquals(3, value("galera.nodes"));
        assertEquals(3, value("outbox.events"));
        assertEquals(1.5, value("outbox.age"));
        assertEquals(42, value("group.behind", "group", "results-sink"));
        assertEquals(2, value("group.members", "group", "scheduler"));
    }

    /// So that a rule about a number does not hold on an old one.
    @Test
    void forgetsWhatDoesNotAnswerAnyMore() {
        var idle = Part.ok(new OutboxFindings(0, null));
        answers.add(view(Part.ok(List.of(group("scheduler", 2, 0))), new Galera("non-Primary", "ON", 1, ""), idle));
        answers.add(view(Part.away("no answer within 3 s"), null, Part.away("no answer within 3 s")));
        gauges.look();
        assertEquals(0, value("galera.ready"));
        assertEquals(0, value("outbox.age"), "none waits");
        gauges.look();
        assertEquals(2, value("state", "part", "outbox"));
        assertEquals(Double.NaN, value("outbox.age"));
        assertEquals(Double.NaN, value("galera.ready"), "it is no node of a cluster");
        assertEquals(0, metrics.find("waddleperf.system.group.members").gauges().size());
        gauges.look(); // and is not answered at all
        assertEquals(Double.NaN, value("state", "part", "outbox"));
    }
}
