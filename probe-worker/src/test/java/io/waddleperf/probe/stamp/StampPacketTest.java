package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bytes as figures 2 and 4 of RFC 8762 draw them.
class StampPacketTest {
    /// 2026-11-26 03:00:00.5 UTC: 0xEEB21F30 seconds since 1900.
    private static final long AT_NS = nanos("2026-11-26T03:00:00.5Z");

    private static final ErrorEstimate ERROR = new ErrorEstimate(true, false, 12, 0x4E);

    private static final String QUESTION = "00000007" // sequence number
            + "eeb21f3080000000" // timestamp
            + "8c4e" // error estimate: S, scale 12, multiplier 78
            + "1234" // SSID
            + "00".repeat(28);

    private static final String ANSWER = "00000003" // the reflector's sequence number
            + "eeb21f3100000000" // timestamp
            + "0001" // error estimate
            + "1234" // SSID
            + "eeb21f30c0000000" // receive timestamp
            + "00000007" // session-sender sequence number
            + "eeb21f3080000000" // session-sender timestamp
            + "8c4e" // session-sender error estimate
            + "0000"
            + "3f" // session-sender TTL
            + "000000";

    @Test
    void writesAQuestion() {
        var packet = bytes("ff".repeat(44)).fill((byte) 0);
        StampPacket.writeQuestion(packet, 7, NtpTime.ofNs(AT_NS), ERROR, 0x1234);
        assertEquals(QUESTION, hex(packet));
        assertEquals(0x1234, StampPacket.ssid(packet));
    }

    @Test
    void turnsAQuestionIntoItsAnswerAndLeavesPaddingAsItIs() {
        var packet = bytes(QUESTION + "cafe");
        assertFalse(StampPacket.isAnswer(packet, AT_NS));
        StampPacket.reflect(packet, 3, AT_NS + 250_000_000, new ErrorEstimate(false, false, 0, 1), 63);
        StampPacket.writeSentAt(packet, AT_NS + 500_000_000);
        assertEquals(ANSWER + "cafe", hex(packet));
        assertTrue(StampPacket.isAnswer(packet, AT_NS), "so that two reflectors do not answer each other");
    }

    @Test
    void readsAnAnswer() {
        assertEquals(
                new StampPacket.Answer(
                        3,
                        new ErrorEstimate(false, false, 0, 1),
                        0x1234,
                        AT_NS + 250_000_000,
                        AT_NS + 500_000_000,
                        7,
                        NtpTime.ofNs(AT_NS),
                        63),
                StampPacket.readAnswer(bytes(ANSWER)).orElseThrow());
        assertTrue(StampPacket.readAnswer(bytes(ANSWER).asSlice(0, 43)).isEmpty());
    }

    /// A router may stamp as PTP does: seconds and nanoseconds, marked by the Z bit.
    @Test
    void readsThePtpTimestampsOfAReflector() {
        String ptp = "00000003" + "0000000500000064" + "4001" + "0000" + "0000000500000032" + ANSWER.substring(48);
        var answer = StampPacket.readAnswer(bytes(ptp)).orElseThrow();
        assertTrue(answer.error().ptp());
        assertEquals(50, answer.sentAtNs() - answer.receivedAtNs());
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z,           83aa7e8000000000",
        "2026-11-26T03:00:00.000000001Z, eeb21f3000000004",
        "2036-02-07T06:28:15.999999999Z, fffffffffffffffc",
        "2036-02-07T06:28:16Z,           0000000000000000",
        "2060-01-01T00:00:00Z,           2cf39a8000000000"
    })
    void writesTimesOfBothErasAndReadsThemBackExactly(String time, String timestamp) {
        long ns = nanos(time);
        assertEquals(timestamp, HexFormat.of().toHexDigits(NtpTime.ofNs(ns)));
        assertEquals(ns, NtpTime.toNs(NtpTime.ofNs(ns)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 5, 135", "310, 13, 163", "16000000, 29, 128"})
    void estimatesAnErrorNeverTooSmall(long errorUs, int scale, int multiplier) {
        var estimate = ErrorEstimate.of(true, errorUs);
        assertEquals(new ErrorEstimate(true, false, scale, multiplier), estimate);
        assertTrue(estimate.errorUs() >= errorUs && estimate.errorUs() <= errorUs * 1.02 + 0.001);
        assertEquals(estimate, ErrorEstimate.ofBits((short) estimate.bits()));
    }

    @Test
    void knowsNoErrorWhereTheMultiplierIsZero() {
        assertEquals(
                Double.POSITIVE_INFINITY, ErrorEstimate.ofBits((short) 0x8000).errorUs());
    }

    private static long nanos(String time) {
        var at = Instant.parse(time);
        return at.getEpochSecond() * 1_000_000_000 + at.getNano();
    }

    private static MemorySegment bytes(String hex) {
        return MemorySegment.ofArray(HexFormat.of().parseHex(hex));
    }

    private static String hex(MemorySegment packet) {
        return HexFormat.of().formatHex(packet.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    }
}
