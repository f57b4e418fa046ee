package io.waddleperf.probe.ping;

import io.waddleperf.probe.nativenet.Datagram;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One outgoing and one incoming packet, shared by all runs: on the socket thread each is done
/// with them before the next begins.
final class EchoBuffers {
    private static final int LARGEST_PACKET_BYTES = 65_536;

    private final MemorySegment outgoing;
    private final Datagram incoming;

    EchoBuffers(Arena arena) {
        outgoing = arena.allocate(LARGEST_PACKET_BYTES, Long.BYTES);
        incoming = new Datagram(arena, LARGEST_PACKET_BYTES);
    }

    MemorySegment request(int payloadBytes) {
        return outgoing.asSlice(0, Echo.HEADER_BYTES + payloadBytes);
    }

    Datagram incoming() {
        return incoming;
    }
}
