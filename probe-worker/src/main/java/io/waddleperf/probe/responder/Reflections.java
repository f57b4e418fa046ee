package io.waddleperf.probe.responder;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.stamp.ErrorEstimate;
import io.waddleperf.probe.stamp.StampPacket;
import io.waddleperf.probe.stamp.StampToken;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Decides what a datagram is answered with: STAMP (RFC 8762, stateful), or for what is shorter than
/// its packets the same bytes again. An answer is as large as its question, so nobody gains by
/// forging a sender; who asks too often gets none. For one thread.
final class Reflections {
    /// What a jumbo frame takes.
    static final int MOST_BYTES = 8_972;

    private static final long CLOCK_READ_EVERY_NANOS = 1_000_000_000L;

    /// Below it no program waits for an echo, but servers answer what comes to them, and so for ever.
    private static final int FIRST_FREE_PORT = 1_024;

    /// What RFC 5357, section 4.2.1, has where the TTL is not known.
    private static final int UNKNOWN_TTL = 255;

    private final Predicate<InetAddress> guests;
    private final Optional<StampToken> token;
    private final Ticker ticker;
    private final Supplier<Optional<KernelClock>> clock;
    private final SourceRates rates;
    private final ReflectorSessions sessions;
    private ErrorEstimate error;
    private long clockReadNanos;

    /// @param guests who is answered
    /// @param token  that a question must show, empty for none; where there is one, nothing is echoed
    /// @param clock  of this machine, asked about once a second
    Reflections(
            Predicate<InetAddress> guests,
            Optional<StampToken> token,
            Ticker ticker,
            Supplier<Optional<KernelClock>> clock) {
        this.guests = guests;
        this.token = token;
        this.ticker = ticker;
        this.clock = clock;
        this.rates = new SourceRates(ticker);
        this.sessions = new ReflectorSessions(ticker);
        this.error = ErrorEstimate.of(clock.get());
        this.clockReadNanos = ticker.nanos();
    }

    /// What to do with a datagram.
    enum Reply {
        NONE,
        /// Send it back as it is.
        ECHO,
        /// Write when it leaves ([StampPacket#writeSentAt]), then send it back.
        STAMP
    }

    /// Makes the packet its own answer.
    ///
    /// @param packet       as it came
    /// @param ownPort      that it came to
    /// @param receivedAtNs since 1970
    /// @param hopLimit     that it came with, -1 where not known
    Reply answer(MemorySegment packet, InetSocketAddress from, int ownPort, long receivedAtNs, int hopLimit) {
        if (packet.byteSize() > MOST_BYTES || from.getPort() == 0 || !guests.test(from.getAddress())) {
            return Reply.NONE;
        }
        boolean stamp = packet.byteSize() >= StampPacket.BYTES;
        boolean endless = stamp
                ? StampPacket.isAnswer(packet, receivedAtNs)
                : from.getPort() == ownPort || from.getPort() < FIRST_FREE_PORT;
        if (endless || !rates.allow(from.getAddress()) || (token.isPresent() && !shows(token.get(), packet))) {
            return Reply.NONE;
        }
        if (!stamp) {
            return Reply.ECHO;
        }
        long sequence = sessions.next(new ReflectorSessions.Session(from, StampPacket.ssid(packet)));
        StampPacket.reflect(packet, sequence, receivedAtNs, error(), hopLimit < 0 ? UNKNOWN_TTL : hopLimit);
        token.ifPresent(known -> known.signAgain(packet));
        return Reply.STAMP;
    }

    private static boolean shows(StampToken token, MemorySegment packet) {
        return packet.byteSize() >= StampPacket.BYTES && token.isShownBy(packet);
    }

    private ErrorEstimate error() {
        long now = ticker.nanos();
        if (now - clockReadNanos >= CLOCK_READ_EVERY_NANOS) {
            clockReadNanos = now;
            error = ErrorEstimate.of(clock.get());
        }
        return error;
    }
}
