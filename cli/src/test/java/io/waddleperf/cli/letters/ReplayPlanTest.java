package io.waddleperf.cli.letters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.letters.ReplayPlan.Decision;
import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.WireCodec;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
    private static final Source SOURCE = Letters.result(77);
    private static final Found.Gone GONE = new Found.Gone("older than what is kept");

    @Test
    void sendsWhatStandsAtTheSourceByteForByte() {
        var headers = new RecordHeaders()
                .add("ce_id", Letters.bytes("x"))
                .add(Replay.HEADER, Letters.bytes("waddleperf.results-2@5"));
        var record = sent(decide(new Found.Stands(record(TimestampType.LOG_APPEND_TIME, headers))));
        assertEquals("waddleperf.results", record.topic());
        assertEquals(2, record.partition());
        assertArrayEquals(Letters.bytes("local"), record.key());
        assertArrayEquals(Letters.bytes("{}"), record.value());
        assertEquals("x", header(record, "ce_id"));
        assertEquals("waddleperf.results-2@77", header(record, Replay.HEADER));
        assertNull(record.timestamp(), "the broker's");
    }

    @Test
    void keepsTheTimeThatItsSenderGaveIt() {
        var record = sent(decide(new Found.Stands(record(TimestampType.CREATE_TIME, new RecordHeaders()))));
        assertEquals(123L, record.timestamp());
    }

    @Test
    void takesTheLetterWhereTheSourceIsGone() {
        var record = sent(decide(GONE));
        assertEquals(2, record.partition());
        assertArrayEquals(Letters.bytes("{}"), record.value());
        assertEquals("io.waddleperf.result.v1", header(record, "ce_type"));
        assertEquals("/waddleperf/local", header(record, "ce_source"));
        assertEquals("waddleperf.results-2@77", header(record, Replay.HEADER));
    }

    /// So that those who compare ids see the same one.
    @Test
    void givesItTheIdThatItsSenderWouldGive() {
        var target = new Target("web", "https://example.net/", false, Map.of(), 3, null);
        var letter =
                Letters.letter(new Source("waddleperf.targets", 0, 4), Letters.bytes("web"), WireCodec.bytes(target));
        var record = sent(ReplayPlan.decide(Letters.buried(1, letter), GONE, OptionalLong.empty()));
        assertEquals("web@3", header(record, "ce_id"));
    }

    @Test
    void refusesAValueThatNobodyHasAnyMore() {
        var letter = Letters.letter(SOURCE, Letters.bytes("local"), new byte[300_000]);
        var refused = assertInstanceOf(
                Decision.Refuse.class, ReplayPlan.decide(Letters.buried(1, letter), GONE, OptionalLong.empty()));
        assertTrue(refused.why().contains("its 300000 bytes are too many for the letter"), refused.why());
        assertTrue(refused.why().contains("no longer at its source (older than what is kept)"), refused.why());
    }

    @Test
    void refusesARecordWhoseKeyNobodyHasAnyMore() {
        var letter = Letters.letter(SOURCE, null, Letters.bytes("{}"));
        var cut = new Entry.Buried(new LetterId(0, 1), Letters.AT, letter, true);
        assertInstanceOf(Decision.Refuse.class, ReplayPlan.decide(cut, GONE, OptionalLong.empty()));
    }

    @Test
    void leavesANewerRecordOfItsKeyInItsPlace() {
        var refused = assertInstanceOf(
                Decision.Refuse.class, ReplayPlan.decide(Letters.buried(1, SOURCE), GONE, OptionalLong.of(99)));
        assertTrue(refused.why().contains("offset 99"), refused.why());
    }

    @Test
    void refusesWhatNeverCountedAndWhatHasNoPlace() {
        assertInstanceOf(Decision.Refuse.class, decide(new Found.Aborted()));
        assertInstanceOf(Decision.Refuse.class, decide(new Found.NoPlace("no topic")));
    }

    private static Decision decide(Found found) {
        return ReplayPlan.decide(Letters.buried(1, SOURCE), found, OptionalLong.empty());
    }

    private static ProducerRecord<byte[], byte[]> sent(Decision decision) {
        return assertInstanceOf(Decision.Send.class, decision).record();
    }

    private static ConsumerRecord<byte[], byte[]> record(TimestampType type, Headers headers) {
        return new ConsumerRecord<>(
                SOURCE.topic(),
                SOURCE.partition(),
                SOURCE.offset(),
                123,
                type,
                5,
                2,
                Letters.bytes("local"),
                Letters.bytes("{}"),
                headers,
                Optional.empty());
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
