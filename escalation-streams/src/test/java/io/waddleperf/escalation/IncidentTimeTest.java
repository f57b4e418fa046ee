package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import io.waddleperf.testkit.Samples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By what the time of incidents goes on: the ticks of partition 0, else what the others report.
class IncidentTimeTest {
    private static final EscalationSettings SETTINGS =
            new EscalationSettings(1, BudgetLimits.DEFAULT, IncidentSettings.DEFAULT);
    private static final Instant START = Samples.AT;

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path dir;

    @SuppressWarnings("NullAway") // set before each test
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        var settings = new StreamsSettings("127.0.0.1:1", dir, 1, 0).properties();
        driver = new TopologyTestDriver(EscalationTopology.of(SETTINGS, new Tally()), settings, START);
        report(new PathReport.Watching("home", "site", List.of(watched("web"), watched("mail"))));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private static PathReport.Watched watched(String target) {
        return new PathReport.Watched(target, List.of(), 60_000_000, Map.of());
    }

    @Test
    void opensAndClosesIncidentsThoughPartitionZeroTellsNoTime() {
        report(decided("web", Step.CONFIRMED, PathState.SUSPECT, PathState.DIAGNOSING, START));
        report(new PathReport.Seen("home", "mail", true, START.plusSeconds(9)));
        assertEquals(List.of(), told());
        report(new PathReport.Seen("home", "mail", true, START.plusSeconds(20)));
        assertEquals(List.of(Incident.State.OPEN), told());
        report(decided("web", Step.RECOVERED, PathState.DIAGNOSING, PathState.HEALTHY, START.plusSeconds(30)));
        for (int second = 31; second < 200; second++) {
            report(new PathReport.Seen("home", "mail", true, START.plusSeconds(second)));
        }
        assertEquals(Incident.State.CLOSED, told().getLast());
    }

    @Test
    void leavesTheTimeToPartitionZeroWhereItIsNearlyUpToDate() {
        tick(START);
        report(decided("web", Step.CONFIRMED, PathState.SUSPECT, PathState.DIAGNOSING, START));
        report(new PathReport.Seen("home", "mail", true, START.plusSeconds(9)));
        assertEquals(List.of(), told());
        tick(START.plusSeconds(2));
        assertEquals(List.of(), told(), "others are given time to say what they see");
        tick(START.plusSeconds(4));
        assertEquals(List.of(Incident.State.OPEN), told());
    }

    @Test
    void doesNotGoBackWhenPartitionZeroCatchesUp() {
        report(decided("web", Step.CONFIRMED, PathState.SUSPECT, PathState.DIAGNOSING, START));
        report(new PathReport.Seen("home", "mail", true, START.plusSeconds(60)));
        assertEquals(List.of(Incident.State.OPEN), told());
        report(decided("web", Step.RECOVERED, PathState.DIAGNOSING, PathState.HEALTHY, START.plusSeconds(61)));
        tick(START.plusSeconds(5));
        var incidents = incidents();
        assertEquals(START.plusSeconds(51), incidents.getLast().updatedAt());
    }

    private void tick(Instant at) {
        report(new PathReport.Tick(at));
    }

    private static PathReport decided(String target, Step step, PathState from, PathState to, Instant at) {
        var result = Ids.uuid("result", target, at.toString());
        var breach = new Breach(
                result, "ping", Family.IPV4, 1, "unanswered", 1, 0.5, "default-unanswered", 1, Severity.CRITICAL);
        return new PathReport.Decided(new Escalation(
                Ids.uuid("step", target, step.wireName(), at.toString()),
                at,
                "home",
                "site",
                target,
                step,
                from,
                to,
                1,
                breach,
                result,
                List.of(),
                "",
                step.wireName(),
                false));
    }

    private void report(PathReport report) {
        driver.createInputTopic(Topics.PATH_REPORTS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("any", WireCodec.bytes(report), START);
    }

    private List<Incident.State> told() {
        return incidents().stream().map(Incident::state).toList();
    }

    private List<Incident> incidents() {
        return driver
                .createOutputTopic(Topics.INCIDENTS.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .map(json -> WireCodec.read(Incident.class, json))
                .toList();
    }
}
