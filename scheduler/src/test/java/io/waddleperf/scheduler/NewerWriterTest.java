package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.UnknownSpec;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/// What a query-api of the next version writes, before this scheduler is raised, too: why docs/how-to/upgrade.md has
/// the
/// scheduler first.
class NewerWriterTest {
    private static final Check PING = new Check("ping", PingSpec.DEFAULT, List.of());

    private static ConsumerRecord<String, byte[]> record(Topic<?> topic, String key, String json) {
        return new ConsumerRecord<>(topic.name(), 0, 0, key, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNewFieldOfTheConfigurationHasNoEffectUntilItIsReadAnew() {
        var schedule = new Schedule("s", true, List.of(), List.of("web"), List.of(PING), 60_000_000, Samples.AT, 2);
        String newer = WireCodec.text(schedule).replaceFirst("\\{", "{\"notYetKnown\":{\"a\":[1]},");
        var configuration = new Configuration();
        configuration.take(record(Topics.SCHEDULES, "s", newer));
        assertEquals(Map.of("s", schedule), configuration.plan().schedules());
    }

    @Test
    void ofARuleThatCannotBeReadTheVersionBeforeStays() {
        var before = rule(1);
        var configuration = new Configuration();
        configuration.take(record(Topics.THRESHOLDS, "slow", WireCodec.text(before)));
        String newer = WireCodec.text(rule(2)).replace("rttMeanUs", "notYetKnown");
        assertThrows(WireFormatException.class, () -> configuration.take(record(Topics.THRESHOLDS, "slow", newer)));
        assertEquals(Map.of("slow", before), configuration.plan().thresholds());
    }

    private static Threshold rule(long version) {
        return new Threshold(
                "slow", true, Map.of(), "rttMeanUs", 1, 150_000, null, 2, 3, 3, Severity.WARNING, List.of(), version);
    }

    /// Its probe may know the test, and does not hear of it: a request is read once.
    @Test
    void aTestOnDemandOfANewKindIsOrderedAsOneThatNobodyKnows() {
        var request = new Request(
                UUID.randomUUID(),
                List.of("p"),
                Samples.target("192.0.2.1"),
                List.of(PING),
                1,
                "somebody",
                Samples.AT,
                Samples.AT.plusSeconds(60),
                null,
                null,
                null);
        String newer = WireCodec.text(request).replace("\"type\":\"ping\"", "\"type\":\"not-yet-known\"");
        var kafka = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        var clock = new FakeClock(Samples.AT);
        var known = new Known(SlotPlan.EMPTY, Map.of("p", new Probe("p", "home", true, Map.of(), 1)));
        var outlet = new Outlet(new RenewedProducer("test", () -> kafka), 1, clock);
        new RequestIntake(() -> known, new Bookings(), outlet, clock)
                .take(record(Topics.REQUESTS, request.runId().toString(), newer));
        var ordered = kafka.history().stream()
                .filter(sent -> sent.topic().equals(Topics.COMMANDS.name()))
                .map(sent -> WireCodec.read(Command.class, sent.value()).spec())
                .toList();
        assertEquals(List.of(new UnknownSpec()), ordered);
    }
}
