package io.waddleperf.scheduler;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/// Who is told what, and when nothing is to be told.
class AssignmentsTest {
    private static final Target WEB = new Target("web", "https://example.net/", false, Map.of(), 1, null);
    private static final Schedule SCHEDULE =
            new Schedule("s", true, List.of(), List.of("web"), List.of(), 60_000_000, Samples.AT, 1);
    private static final Probe HOME = new Probe("p", "home", true, Map.of("uplink", "dsl"), 1);

    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final Assignments assignments = assignments();

    @Test
    void tellsAnewWhenTheSiteOrALabelOfAProbeChanges() {
        publish(HOME, 50_000);
        publish(HOME, 50_000);
        assertEquals(1, told().size());
        publish(new Probe("p", "office", true, Map.of("uplink", "dsl"), 2), 50_000);
        publish(new Probe("p", "office", true, Map.of("uplink", "fibre"), 3), 50_000);
        assertEquals(
                List.of("home", "office", "office"),
                told().stream().map(Assignment::siteOrNone).toList());
        assertEquals(Map.of("uplink", "fibre"), told().getLast().labels());
    }

    @Test
    void tellsAnewWhenARuleChanges() {
        publish(HOME, 50_000);
        publish(HOME, 70_000);
        assertEquals(2, told().size());
        assertTrue(told().getLast().version() > told().getFirst().version());
    }

    /// Bounds, site and labels must come back from the topic as they went there.
    @Test
    void tellsNothingAgainAfterARestart() {
        publish(HOME, 50_000);
        var restarted = assignments();
        restarted.remember(toldLast());
        restarted.want("p", assignment(HOME, 50_000), Samples.AT.plusSeconds(60));
        restarted.informed(0, Samples.AT.plusSeconds(60));
        assertEquals(1, told().size());
    }

    @Test
    void tellsNothingOfAPartitionBeforeItKnowsWhatStandsThere() {
        publish(HOME, 50_000);
        var next = assignments();
        next.want("p", assignment(HOME, 50_000), Samples.AT.plusSeconds(60));
        next.remember(toldLast());
        next.informed(0, Samples.AT.plusSeconds(60));
        assertEquals(1, told().size());
        next.want("p", assignment(HOME, 60_000), Samples.AT.plusSeconds(60));
        assertEquals(2, told().size());
    }

    @Test
    void dismissesWhoLostItsPartWhileNobodyPlannedForIt() {
        publish(HOME, 50_000);
        var next = assignments();
        next.remember(toldLast());
        next.informed(0, Samples.AT.plusSeconds(60));
        assertEquals("p", kafka.history().getLast().key());
        assertNull(kafka.history().getLast().value());
        assertEquals(2, kafka.history().size());
    }

    @Test
    void saysNoMoreOfAPartitionThatAnotherHas() {
        publish(HOME, 50_000);
        assignments.forget(Set.of(0));
        assignments.want("p", assignment(HOME, 60_000), Samples.AT);
        assertEquals(1, told().size());
    }

    /// An older scheduler told neither site nor labels.
    @Test
    void completesWhatAnOlderSchedulerTold() {
        var full = assignment(HOME, 50_000);
        var older = new Assignment("p", full.items(), Samples.AT, 9, null, null);
        assignments.remember(new ConsumerRecord<>(Topics.ASSIGNMENTS.name(), 0, 0, "p", WireCodec.bytes(older)));
        publish(HOME, 50_000);
        assertEquals("home", told().getLast().site());
    }

    @Test
    void tellsAgainWhatKafkaDidNotTake() {
        var slow = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        var telling = assignments(slow);
        telling.informed(0, Samples.AT);
        telling.want("p", assignment(HOME, 50_000), Samples.AT);
        assertTrue(slow.errorNext(new TimeoutException("expected by the test")));
        telling.tellAgain(Samples.AT.plusSeconds(1));
        assertTrue(slow.completeNext());
        var told = told(slow);
        assertEquals(told.getFirst().items(), told.getLast().items());
        assertTrue(told.getLast().version() > told.getFirst().version());
        telling.tellAgain(Samples.AT.plusSeconds(2));
        assertEquals(2, slow.history().size());
    }

    @Test
    void dismissesAgainWhereKafkaDidNotTakeIt() {
        var slow = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        var telling = assignments(slow);
        telling.informed(0, Samples.AT);
        telling.want("p", assignment(HOME, 50_000), Samples.AT);
        assertTrue(slow.completeNext());
        telling.want("p", null, Samples.AT);
        assertTrue(slow.errorNext(new TimeoutException("expected by the test")));
        telling.tellAgain(Samples.AT.plusSeconds(1));
        assertEquals(3, slow.history().size());
        assertNull(slow.history().getLast().value());
    }

    /// It would fail for ever.
    @Test
    void doesNotTellAgainWhatIsTooLarge() {
        var slow = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        var telling = assignments(slow);
        telling.informed(0, Samples.AT);
        telling.want("p", assignment(HOME, 50_000), Samples.AT);
        assertTrue(slow.errorNext(new RecordTooLargeException("expected by the test")));
        telling.tellAgain(Samples.AT.plusSeconds(1));
        assertEquals(1, slow.history().size());
    }

    private Assignments assignments() {
        return assignments(kafka);
    }

    private static Assignments assignments(MockProducer<String, byte[]> kafka) {
        return new Assignments(new Outlet(new RenewedProducer("test", () -> kafka), 1, () -> Samples.AT), 1);
    }

    private void publish(Probe probe, double enter) {
        assignments.want("p", assignment(probe, enter), Samples.AT);
        assignments.informed(0, Samples.AT);
    }

    private ConsumerRecord<String, byte[]> toldLast() {
        var record = kafka.history().getLast();
        return new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value());
    }

    private List<Assignment> told() {
        return told(kafka);
    }

    private static List<Assignment> told(MockProducer<String, byte[]> kafka) {
        return kafka.history().stream()
                .map(record -> WireCodec.read(Assignment.class, record.value()))
                .toList();
    }

    private static Assignment assignment(Probe probe, double enter) {
        return requireNonNull(plan(probe, enter).assignments().get("p"));
    }

    private static Plan plan(Probe probe, double enter) {
        var rule = new Threshold(
                "r",
                true,
                Map.of("site", "home"),
                "rttMeanUs",
                1,
                enter,
                null,
                2,
                3,
                3,
                Severity.WARNING,
                List.of(),
                1);
        return new Plan(Map.of("s", SCHEDULE), Map.of("web", WEB), Map.of(probe.id(), probe), Map.of("r", rule));
    }
}
