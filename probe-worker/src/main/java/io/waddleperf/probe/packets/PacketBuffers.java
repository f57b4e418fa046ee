package io.waddleperf.probe.packets;

import io.waddleperf.probe.nativenet.Datagram;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One outgoing and one incoming packet, shared by all runs: on the socket thread each is done
/// with them before the next begins.
public final class PacketBuffers {
    private static final int LARGEST_PACKET_BYTES = 65_536;

    private final MemorySegment outgoing;
    private final Datagram incoming;

    public PacketBuffers(Arena arena) {
        outgoing = arena.allocate(LARGEST_PACKET_BYTES, Long.BYTES);
        incoming = new Datagram(arena, LARGEST_PACKET_BYTES);
    }

    MemorySegment outgoing(int bytes) {
        return outgoing.asSlice(0, bytes);
    }

    public Datagram incoming() {
        return incoming;
    }
}
