package io.waddleperf.contracts.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Events;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.UnknownSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static Stream<String> events() {
        return Events.all().keySet().stream().sorted();
    }

    /// What an older version wrote is what this one writes and reads. A new file is written where
    /// `-Dgolden.write=true`; an existing one is changed by hand only, for a breaking change.
    @ParameterizedTest
    @MethodSource("events")
    void keepsTheFormatOfItsGoldenFile(String name) throws IOException {
        Object event = Events.named(name);
        Path file = GOLDEN.resolve(name + ".json");
        if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
            Files.writeString(file, WireCodec.text(event) + "\n");
        }
        String golden = Files.readString(file).strip();
        assertEquals(golden, WireCodec.text(event));
        assertEquals(event, WireCodec.read(wireType(event), golden));
    }

    private static Class<?> wireType(Object event) {
        return event instanceof io.waddleperf.contracts.PathReport
                ? io.waddleperf.contracts.PathReport.class
                : event.getClass();
    }

    /// A probe or a service that is a version behind reads what a newer one writes.
    @ParameterizedTest
    @MethodSource("events")
    void readsAnEventOfANewerVersion(String name) throws IOException {
        Object event = Events.named(name);
        String newer =
                golden(name).replaceFirst("\\{", "{\"ofTomorrow\":{\"a\":[1,{\"b\":null}]},\"ofTomorrowUs\":7.5,");
        assertEquals(event, WireCodec.read(wireType(event), newer));
    }

    /// What a probe of before tells has no list of what it can, and is read all the same.
    @Test
    void readsAHeartbeatOfAnOlderVersion() throws IOException {
        var heartbeat = WireCodec.read(Heartbeat.class, golden("heartbeat"));
        assertNull(heartbeat.capabilities());
        assertNull(heartbeat.clock());
        assertEquals("icmp-raw", heartbeat.icmp().method());
    }

    @Test
    void skipsFieldsThatItDoesNotKnow() throws IOException {
        String json = golden("result-ping").replaceFirst("\\{", "{\"ofTomorrow\":{\"a\":[1,{\"b\":null}]},");
        String metrics = json.replace("\"metrics\":{", "\"metrics\":{\"ofTomorrowUs\":7.5,");
        assertEquals(Events.named("result-ping"), WireCodec.read(Result.class, metrics));
    }

    @Test
    void readsVariantsThatItDoesNotKnowAsUnknown() throws IOException {
        String json = golden("result-ping")
                .replace("\"type\":\"scheduled\"", "\"type\":\"of-tomorrow\",\"weight\":3")
                .replace("\"type\":\"measured\"", "\"type\":\"guessed\"")
                .replace("\"type\":\"raw\"", "\"type\":\"wavelet\"")
                .replace("\"type\":\"ping\"", "\"type\":\"sonar\"")
                .replace("\"test\":\"ping\"", "\"test\":\"sonar\"")
                .replace("\"ipv4\"", "\"ipv8\"")
                .replace("\"kernel-tx-rx\"", "\"hardware\"");
        Result result = WireCodec.read(Result.class, json);
        assertInstanceOf(Cause.Unknown.class, result.cause());
        assertInstanceOf(Outcome.Unknown.class, result.outcome());
        assertInstanceOf(Samples.Unknown.class, result.samples());
        assertInstanceOf(Details.Unknown.class, result.details());
        assertEquals(io.waddleperf.contracts.Test.UNKNOWN, result.test());
        assertEquals(Family.UNKNOWN, result.family());
        assertEquals(TimestampSource.UNKNOWN, result.quality().timestampSource());
        String command = golden("command-ping").replace("\"type\":\"ping\"", "\"type\":\"sonar\"");
        assertInstanceOf(
                UnknownSpec.class, WireCodec.read(Command.class, command).spec());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\":", "42", "\"x\"", "{\"id\":\"no-uuid\"}", "\u0000\u0001"})
    void saysThatAMalformedValueIsOne(String json) {
        var problem = assertThrows(WireFormatException.class, () -> WireCodec.read(Result.class, json));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("not a Result: "), problem.getMessage());
    }

    /// Each field that a result must have, left out in turn.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "commandId",
                "runId",
                "probe",
                "target",
                "check",
                "test",
                "family",
                "dueAt",
                "startedAt",
                "tier",
                "quality",
                "outcome",
                "metrics",
                "cause"
            })
    void refusesAResultWithoutAFieldThatItNeeds(String field) throws IOException {
        String json = golden("result-ping").replaceFirst("\"" + field + "\":", "\"was\":");
        assertThrows(WireFormatException.class, () -> WireCodec.read(Result.class, json));
    }

    /// Numbers that are no numbers, a time beyond all clocks, and an abyss of brackets.
    @Test
    void refusesWhatWouldBreakItsReaders() throws IOException {
        String json = golden("result-ping");
        var broken = java.util.List.of(
                json.replace("51.5", "1e305"),
                json.replace("\"dueAt\":\"2026", "\"dueAt\":\"+999999999"),
                json.replace("\"dueAt\":\"2026", "\"dueAt\":\"1926"),
                json.replace("\"method\":", "\"was\":"),
                json.replace("\"details\":{", "\"details\":{\"x\":" + "[".repeat(200_000) + ","));
        for (String bad : broken) {
            assertThrows(WireFormatException.class, () -> WireCodec.read(Result.class, bad));
        }
    }

    @Test
    void takesANumberThatIsNullForAbsent() throws IOException {
        Result result = WireCodec.read(Result.class, golden("result-ping").replace("51.5", "null"));
        assertTrue(
                result.metrics().get(io.waddleperf.contracts.Metric.RTT_MEAN_US).isEmpty());
    }

    /// The generated readers know one type for a field name, whichever variant it is in; two types
    /// would make an unknown variant unreadable.
    @Test
    void givesAFieldNameOneTypeInAllVariantsOfASealedType() {
        for (Class<?> sealed : java.util.List.of(
                Cause.class,
                Details.class,
                Outcome.class,
                Samples.class,
                TestSpec.class,
                io.waddleperf.contracts.PathReport.class)) {
            var types = new java.util.HashMap<String, Class<?>>();
            for (Class<?> variant : sealed.getPermittedSubclasses()) {
                for (var component : variant.getRecordComponents()) {
                    Class<?> before = types.putIfAbsent(component.getName(), component.getType());
                    assertTrue(
                            before == null || before == component.getType(),
                            sealed.getSimpleName() + "." + component.getName());
                }
            }
        }
    }

    private static String golden(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name + ".json")).strip();
    }
}
