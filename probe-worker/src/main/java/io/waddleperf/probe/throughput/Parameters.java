package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.ThroughputSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a client asks a server for.
///
/// @param parallel      streams in each direction
/// @param seconds       0: until so many bytes or blocks went, which the client watches
/// @param omitSeconds   at the beginning, that do not count
/// @param blockBytes    of one write, of UDP one packet
/// @param bitsPerSecond of each stream; 0: no limit
/// @param wideCounters  packets are numbered by 64 bits instead of 32
record Parameters(
        boolean udp,
        boolean reverse,
        boolean both,
        int parallel,
        int seconds,
        int omitSeconds,
        int blockBytes,
        long bitsPerSecond,
        boolean wideCounters) {
    static final int TCP_BLOCK = 131_072;
    static final int MOST_UDP_BYTES = 65_507;
    static final int LEAST_UDP_BYTES = 16;
    private static final int MOST_TCP_BLOCK = TCP_BLOCK; // each stream has a buffer of it
    private static final int LEAST_TCP_BLOCK = 1_024;

    /// At a low rate the blocks are small, so that it is kept from one moment to the next.
    private static final long BLOCKS_PER_SECOND = 50;

    static Parameters of(ThroughputSpec spec) {
        long rate = spec.bitsPerSecond() == null ? 0 : Math.max(1, spec.bitsPerSecond() / spec.parallel());
        long block = rate == 0 ? TCP_BLOCK : Math.clamp(rate / 8 / BLOCKS_PER_SECOND, LEAST_TCP_BLOCK, TCP_BLOCK);
        return new Parameters(
                spec.udp(),
                spec.direction().equals("reverse"),
                spec.direction().equals("both"),
                spec.parallel(),
                (int) (spec.durationUs() / 1_000_000),
                0,
                spec.udp() ? spec.payloadBytes() : (int) block,
                rate,
                spec.udp());
    }

    static Parameters of(Message asked) throws IperfFormatException {
        boolean udp = asked.flag("udp");
        if (!udp && !asked.flag("tcp")) {
            throw new IperfFormatException("neither TCP nor UDP is asked for");
        }
        return new Parameters(
                udp,
                asked.flag("reverse"),
                asked.flag("bidirectional"),
                (int) asked.number("parallel", 0, Integer.MAX_VALUE, 1),
                (int) asked.number("time", 0, Integer.MAX_VALUE, 0),
                (int) asked.number("omit", 0, Integer.MAX_VALUE, 0),
                udp
                        ? (int) asked.number("len", LEAST_UDP_BYTES, MOST_UDP_BYTES, 1_460)
                        : (int) asked.number("len", LEAST_TCP_BLOCK, MOST_TCP_BLOCK, TCP_BLOCK),
                asked.number("bandwidth", 0, Long.MAX_VALUE, 0),
                asked.number("udp_counters_64bit", 0, 1, 0) == 1);
    }

    /// Whether the client sends.
    boolean forward() {
        return both || !reverse;
    }

    /// Whether the server sends.
    boolean backward() {
        return both || reverse;
    }

    int streams() {
        return both ? 2 * parallel : parallel;
    }

    Message message() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(udp ? "udp" : "tcp", true);
        json.put("omit", omitSeconds);
        json.put("time", seconds);
        json.put("num", 0);
        json.put("blockcount", 0);
        json.put("parallel", parallel);
        if (reverse) {
            json.put("reverse", true);
        }
        if (both) {
            json.put("bidirectional", true);
        }
        json.put("len", blockBytes);
        if (bitsPerSecond > 0) {
            json.put("bandwidth", bitsPerSecond);
        }
        if (wideCounters) {
            json.put("udp_counters_64bit", 1);
        }
        json.put("pacing_timer", 1_000);
        json.put("client_version", "3.12"); // the newest whose protocol this is
        return new Message(json);
    }
}
