package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.responder.Reflections.Reply;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ReflectionsTest {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final long NOW_NS = 1_795_000_000_000_000_000L;
    private static final int OWN_PORT = 862;
    private static final InetSocketAddress SENDER = at("192.0.2.1", 40_000);

    private final AtomicLong nanos = new AtomicLong();
    private Optional<KernelClock> clock = Optional.of(new KernelClock(true, 310));
    private Predicate<InetAddress> guests = _ -> true;
    private final Reflections reflections =
            new Reflections(source -> guests.test(source), Optional.empty(), nanos::get, () -> clock);

    @Test
    void countsEachSessionByItself() {
        assertEquals(0, sequence(question(0), SENDER));
        assertEquals(1, sequence(question(0), SENDER));
        assertEquals(0, sequence(question(77), SENDER), "another SSID is another session");
        assertEquals(0, sequence(question(0), at("192.0.2.1", 40_001)));
        assertEquals(0, sequence(question(0), at("192.0.2.2", 40_000)));
        assertEquals(2, sequence(question(0), SENDER));
    }

    @Test
    void answersGuestsAlone() {
        guests = source -> !source.equals(SENDER.getAddress());
        assertEquals(Reply.NONE, answer(question(0), SENDER));
        assertEquals(0, sequence(question(0), at("192.0.2.2", 40_000)));
    }

    @Test
    void beginsAnewAfterFiveQuietMinutes() {
        sequence(question(0), SENDER);
        nanos.addAndGet(ReflectorSessions.IDLE_NANOS);
        assertEquals(1, sequence(question(0), SENDER));
        nanos.addAndGet(ReflectorSessions.IDLE_NANOS + 1);
        assertEquals(0, sequence(question(0), SENDER));
    }

    @Test
    void forgetsTheQuietestOfTooManySessions() {
        var sessions = new ReflectorSessions(nanos::get);
        for (int i = 0; i < ReflectorSessions.MOST; i++) {
            sessions.next(new ReflectorSessions.Session(SENDER, i));
        }
        assertEquals(1, sessions.next(new ReflectorSessions.Session(SENDER, 0)));
        assertEquals(0, sessions.next(new ReflectorSessions.Session(SENDER, ReflectorSessions.MOST)));
        assertEquals(ReflectorSessions.MOST, sessions.size());
        assertEquals(2, sessions.next(new ReflectorSessions.Session(SENDER, 0)), "it was not the quietest");
        assertEquals(0, sessions.next(new ReflectorSessions.Session(SENDER, 1)));
    }

    @Test
    void echoesWhatIsShorter() {
        var packet = MemorySegment.ofArray(new byte[43]);
        packet.fill((byte) 9);
        assertEquals(Reply.ECHO, answer(packet, SENDER));
        assertEquals("09".repeat(43), HexFormat.of().formatHex(packet.toArray(ValueLayout.JAVA_BYTE)));
    }

    /// Two reflectors whose addresses somebody forged would talk for ever.
    @Test
    void answersNoAnswersAndNoServers() {
        var packet = question(0);
        assertEquals(Reply.STAMP, answer(packet, SENDER));
        assertEquals(Reply.NONE, answer(packet, SENDER), "it is an answer now");
        var small = MemorySegment.ofArray(new byte[10]);
        assertEquals(Reply.NONE, answer(small, at("192.0.2.1", 7)));
        assertEquals(Reply.NONE, answer(small, at("192.0.2.1", OWN_PORT)));
        assertEquals(Reply.NONE, answer(question(0), at("192.0.2.1", 0)));
        assertEquals(Reply.STAMP, answer(question(0), at("192.0.2.1", OWN_PORT)), "routers send from there");
        assertEquals(Reply.NONE, answer(MemorySegment.ofArray(new byte[9_000]), SENDER));
    }

    @Test
    void tellsHowRightItsClockIs() {
        var packet = question(0);
        answer(packet, SENDER);
        assertEquals(0x8DA3, packet.get(INT, 12) >>> 16, "synchronised, 163 × 2^13 × 2^-32 s");
        clock = Optional.empty();
        nanos.addAndGet(1_000_000_000L);
        packet = question(0);
        answer(packet, SENDER);
        assertEquals(0x1D80, packet.get(INT, 12) >>> 16, "not synchronised, 16 s");
    }

    @Test
    void answersASourceOnlySoOften() {
        for (int i = 0; i < SourceRates.MOST_PER_SOURCE; i++) {
            assertEquals(Reply.STAMP, answer(question(0), at("2001:db8::1", 1_024 + i)));
        }
        assertEquals(Reply.NONE, answer(question(0), at("2001:db8::1", 40_000)));
        assertEquals(Reply.NONE, answer(question(0), at("2001:db8::2", 40_000)), "of the same network");
        assertEquals(Reply.STAMP, answer(question(0), at("2001:db8:0:1::1", 40_000)));
        nanos.addAndGet(1_000_000_000L);
        assertEquals(Reply.STAMP, answer(question(0), at("2001:db8::1", 40_000)));
    }

    @Test
    void answersNotMoreInAllThanItMay() {
        var rates = new SourceRates(nanos::get);
        int answered = 0;
        for (int i = 0; i < 2 * SourceRates.MOST_IN_ALL; i++) {
            byte[] address = {10, 0, (byte) (i >> 8), (byte) i};
            try {
                answered += rates.allow(InetAddress.getByAddress(address)) ? 1 : 0;
            } catch (java.net.UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
        assertEquals(SourceRates.MOST_IN_ALL, answered);
    }

    private int sequence(MemorySegment packet, InetSocketAddress from) {
        assertEquals(Reply.STAMP, answer(packet, from));
        return packet.get(INT, 0);
    }

    private Reply answer(MemorySegment packet, InetSocketAddress from) {
        long bytes = packet.byteSize();
        var reply = reflections.answer(packet, from, OWN_PORT, NOW_NS, 64);
        assertTrue(packet.byteSize() == bytes);
        return reply;
    }

    private static MemorySegment question(int ssid) {
        var packet = MemorySegment.ofArray(new byte[60]);
        packet.set(INT, 12, 0x0001_0000 | ssid);
        return packet;
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
