package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// A `sockaddr_in` or `sockaddr_in6`.
public record SocketAddress(MemorySegment segment, int family, int bytes) {
    private static final int PORT = 2;
    private static final int ADDRESS4 = 4;
    private static final int ADDRESS6 = 8;
    private static final int SCOPE = 24;

    public static SocketAddress of(SegmentAllocator arena, InetAddress address, int port) {
        boolean v6 = address instanceof Inet6Address;
        int family = v6 ? Linux.AF_INET6 : Linux.AF_INET;
        int bytes = v6 ? Layouts.SOCKADDR_IN6_BYTES : Layouts.SOCKADDR_IN_BYTES;
        var segment = arena.allocate(bytes, Long.BYTES);
        segment.set(JAVA_SHORT, 0, (short) family);
        segment.set(JAVA_BYTE, PORT, (byte) (port >> 8)); // ports travel big-endian
        segment.set(JAVA_BYTE, PORT + 1, (byte) port);
        byte[] raw = address.getAddress();
        MemorySegment.copy(raw, 0, segment, JAVA_BYTE, v6 ? ADDRESS6 : ADDRESS4, raw.length);
        if (address instanceof Inet6Address scoped) {
            segment.set(JAVA_INT, SCOPE, scoped.getScopeId());
        }
        return new SocketAddress(segment, family, bytes);
    }

    /// On the heap, to be copied to where a call takes it from.
    public static SocketAddress onHeap(InetAddress address) {
        return of(
                (bytes, _) -> MemorySegment.ofArray(new long[(int) (bytes + Long.BYTES - 1) / Long.BYTES]), address, 0);
    }

    /// Whether a `sockaddr` that the kernel wrote names the same host; ports and scopes do not count.
    boolean sameHost(MemorySegment sockaddr) {
        boolean v6 = family == Linux.AF_INET6;
        int from = v6 ? ADDRESS6 : ADDRESS4;
        int to = v6 ? SCOPE : ADDRESS4 + Integer.BYTES;
        return sockaddr.byteSize() >= to
                && sockaddr.get(JAVA_SHORT, 0) == family
                && MemorySegment.mismatch(segment, from, to, sockaddr, from, to) < 0;
    }

    static @Nullable InetSocketAddress readWithPort(MemorySegment sockaddr) {
        var address = read(sockaddr);
        if (address == null) {
            return null;
        }
        int high = Byte.toUnsignedInt(sockaddr.get(JAVA_BYTE, PORT));
        int low = Byte.toUnsignedInt(sockaddr.get(JAVA_BYTE, PORT + 1));
        return new InetSocketAddress(address, high << 8 | low);
    }

    /// The address in a `sockaddr` that the kernel wrote; null where it wrote none.
    static @Nullable InetAddress read(MemorySegment sockaddr) {
        if (sockaddr.byteSize() < Layouts.SOCKADDR_IN_BYTES) {
            return null;
        }
        byte[] raw;
        int family = sockaddr.get(JAVA_SHORT, 0);
        if (family == Linux.AF_INET) {
            raw = sockaddr.asSlice(ADDRESS4, 4).toArray(JAVA_BYTE);
        } else if (family == Linux.AF_INET6 && sockaddr.byteSize() >= Layouts.SOCKADDR_IN6_BYTES) {
            raw = sockaddr.asSlice(ADDRESS6, 16).toArray(JAVA_BYTE);
        } else {
            return null;
        }
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }
}
