package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.BooleanSupplier;

/// Sends and receives numbered packets: seconds, microseconds and number, each of 4 bytes, the number
/// of 8 where both ends agreed on it; the first has the number 1.
final class UdpPump {
    private static final int SECONDS = 0;
    private static final int MICROS = 4;
    private static final int NUMBER = 8;
    private static final int NARROW_BYTES = 12;
    private static final int WIDE_BYTES = 16;

    /// Weight of the past in the jitter (RFC 3550, section 6.4.1).
    private static final long JITTER_WEIGHT = 16;

    /// A packet that says it is from further ahead than this is none of ours.
    private static final long MOST_AHEAD = 100_000_000;

    private UdpPump() {}

    static DataStream.Pump out(DatagramChannel channel, Parameters parameters, Budget budget, Ticker ticker) {
        var packet = TcpPump.noise(parameters.blockBytes());
        int bytes = packet.capacity();
        return (counts, going) -> {
            var pace = new Pace(parameters.bitsPerSecond(), ticker);
            for (long sent = 0; going.getAsBoolean(); sent++) {
                pace.await(sent * bytes, going);
                if (budget.take(bytes) < bytes) {
                    return;
                }
                write(packet, sent + 1, parameters.wideCounters(), ticker.nanos());
                send(channel, packet, counts);
            }
        };
    }

    static DataStream.Pump in(DatagramChannel channel, Parameters parameters, Ticker ticker) {
        var receiver = new Receiver(channel, parameters, ticker);
        var packet = ByteBuffer.allocateDirect(Parameters.MOST_UDP_BYTES);
        return (counts, going) -> receiver.run(packet, counts, going);
    }

    static void write(ByteBuffer packet, long number, boolean wide, long nowNanos) {
        packet.clear();
        packet.putInt(SECONDS, (int) Math.floorDiv(nowNanos, 1_000_000_000L));
        packet.putInt(MICROS, (int) (Math.floorMod(nowNanos, 1_000_000_000L) / 1_000));
        if (wide) {
            packet.putLong(NUMBER, number);
        } else {
            packet.putInt(NUMBER, (int) number);
        }
    }

    /// What the other end does not want any more (it ended first) is no trouble of this stream.
    private static void send(DatagramChannel channel, ByteBuffer packet, Counts counts) throws IOException {
        try {
            counts.addPacket(channel.write(packet));
        } catch (PortUnreachableException e) {
            counts.addPacket(0);
        }
    }

    /// Reads the packets of one stream and keeps its jitter.
    static final class Receiver {
        private final DatagramChannel channel;
        private final boolean wide;
        private final Ticker ticker;
        private long transitNanos;
        private long jitterNanos;
        private boolean first = true;

        Receiver(DatagramChannel channel, Parameters parameters, Ticker ticker) {
            this.channel = channel;
            this.wide = parameters.wideCounters();
            this.ticker = ticker;
        }

        private void run(ByteBuffer packet, Counts counts, BooleanSupplier going) throws IOException {
            while (going.getAsBoolean()) {
                int bytes;
                try {
                    bytes = channel.read(packet.clear());
                } catch (PortUnreachableException e) {
                    continue; // of the packets that opened the stream
                }
                accept(packet.flip(), bytes, counts, ticker.nanos());
            }
        }

        /// @param packet anything that came from the other end's address
        void accept(ByteBuffer packet, int bytes, Counts counts, long nowNanos) {
            if (bytes < (wide ? WIDE_BYTES : NARROW_BYTES)) {
                return;
            }
            long number = wide ? packet.getLong(NUMBER) : Integer.toUnsignedLong(packet.getInt(NUMBER));
            long highest = counts.now().highest();
            if (number <= 0 || number - highest > MOST_AHEAD) {
                return;
            }
            long transit = nowNanos - sentNanos(packet);
            if (first) {
                counts.beginAt(nowNanos);
            } else {
                jitterNanos += (Math.abs(transit - transitNanos) - jitterNanos) / JITTER_WEIGHT;
            }
            first = false;
            transitNanos = transit;
            counts.addNumbered(bytes, number, jitterNanos);
        }

        private static long sentNanos(ByteBuffer packet) {
            return Integer.toUnsignedLong(packet.getInt(SECONDS)) * 1_000_000_000L
                    + Integer.toUnsignedLong(packet.getInt(MICROS)) * 1_000L;
        }
    }
}
