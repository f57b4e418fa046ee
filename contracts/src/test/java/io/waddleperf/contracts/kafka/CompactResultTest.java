package io.waddleperf.contracts.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Events;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the short way reads, the general way reads alike.
class CompactResultTest {
    private static final Result PING = (Result) Events.named("result-ping");
    private static final List<Metric> METRICS = List.of(Metric.values());

    static Stream<Result> results() {
        return Events.all().values().stream().filter(Result.class::isInstance).map(Result.class::cast);
    }

    @ParameterizedTest
    @MethodSource("results")
    void readsWhatTheCodecWrites(Result result) {
        assertEquals(result, CompactResult.read(WireCodec.bytes(result)));
    }

    /// Of numbers, too: none differs by its last bit.
    @Test
    void readsNumbersAsTheGeneralWayDoes() {
        var random = new Random(7);
        int compactly = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] json = WireCodec.bytes(random(random));
            var general = WireCodec.readGenerally(Result.class, json);
            var compact = CompactResult.read(json);
            if (compact != null) {
                compactly++;
                assertEquals(general, compact);
            }
        }
        assertTrue(compactly > 10_000, () -> "few are read the short way");
    }

    /// A byte changed, left out or doubled, or an end too early: never another result than by the general way.
    @Test
    void readsNothingElseOutOfWhatIsDamaged() {
        var random = new Random(11);
        int same = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] json = damaged(WireCodec.bytes(random(random)), random);
            var compact = CompactResult.read(json);
            if (compact != null) {
                same++;
                assertEquals(WireCodec.readGenerally(Result.class, json), compact, () -> new String(json, UTF_8));
            }
        }
        assertTrue(same > 1_000, () -> "the damage was always too great");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\" : ", // not compact
                "{\"id\":\"F61128BC-7af3-88f9-ab2b-67c287042e4e\"", // not the codec's digits
                "{\"id\":\"", // no end
                "{}",
                "",
                "null"
            })
    void leavesTheRestToTheGeneralWay(String json) {
        assertNull(CompactResult.read(json.getBytes(UTF_8)));
    }

    @Test
    void leavesTextsWithEscapesAndOtherLettersToTheGeneralWay() {
        var escaped = with(PING.metrics(), new Details.PingDetails("a\"b", 3, List.of()));
        var umlaut = with(PING.metrics(), new Details.PingDetails("fä", null, List.of(1, 2)));
        assertNull(CompactResult.read(WireCodec.bytes(escaped)));
        assertNull(CompactResult.read(WireCodec.bytes(umlaut)));
        assertEquals(escaped, WireCodec.read(Result.class, WireCodec.bytes(escaped)));
        assertEquals(umlaut, WireCodec.read(Result.class, WireCodec.bytes(umlaut)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-31", "2027-02-28", "2027-04-30", "2027-11-29", "2027-12-31"})
    void readsTheLastDaysOfMonths(String day) {
        String json = WireCodec.text(PING).replace("2026-11-23", day);
        assertNotNull(CompactResult.read(json.getBytes(UTF_8)));
        assertEquals(
                WireCodec.readGenerally(Result.class, json.getBytes(UTF_8)), CompactResult.read(json.getBytes(UTF_8)));
    }

    @Test
    void refusesWhatFollowsTheEnd() {
        assertNotNull(CompactResult.read(WireCodec.bytes(PING)));
        assertNull(CompactResult.read((WireCodec.text(PING) + "x").getBytes(UTF_8)));
    }

    private static Result random(Random random) {
        var metrics = Metrics.builder();
        for (int i = random.nextInt(10); i > 0; i--) {
            metrics.put(METRICS.get(random.nextInt(METRICS.size())), number(random));
        }
        var lost = random.ints(random.nextInt(4), 0, 1_000).boxed().toList();
        Integer ttl = random.nextBoolean() ? random.nextInt(256) : null;
        return with(metrics.build(), new Details.PingDetails("192.0.2." + random.nextInt(256), ttl, lost));
    }

    private static double number(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> random.nextLong();
            case 1 -> -random.nextDouble() * 1e12;
            case 2, 3, 4 -> random.nextInt(1_000);
            case 5, 6, 7 -> random.nextDouble();
            case 8 -> Math.rint(random.nextGaussian() * 1e3);
            default -> Math.rint(random.nextDouble() * 1e9) / 1e3;
        };
    }

    private static Result with(Metrics metrics, Details details) {
        return new Result(
                PING.id(),
                PING.commandId(),
                PING.runId(),
                PING.probe(),
                PING.target(),
                PING.check(),
                PING.test(),
                PING.family(),
                PING.tier(),
                PING.cause(),
                PING.dueAt(),
                PING.startedAt(),
                PING.durationUs(),
                PING.outcome(),
                metrics,
                new Samples.Raw(metrics.values().values().stream().toList()),
                details,
                PING.quality());
    }

    private static byte[] damaged(byte[] json, Random random) {
        int at = random.nextInt(json.length);
        var text = new StringBuilder(new String(json, UTF_8));
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(96)));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, text.charAt(at));
            default -> text.setLength(at);
        }
        return text.toString().getBytes(UTF_8);
    }
}
