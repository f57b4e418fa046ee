package io.waddleperf.probe.nativenet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Batches between two UDP sockets on loopback.
class BatchTest {
    private static final InetAddress SELF = InetAddress.ofLiteral("127.0.0.1");

    private final Arena arena = Arena.ofConfined();
    private Libc libc;
    private int from;
    private int to;
    private SocketAddress target;

    @BeforeEach
    void open() {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        libc = new Libc(arena);
        from = bound();
        to = bound();
        target = SocketAddress.of(
                arena, SELF, Objects.requireNonNull(libc.localAddress(to)).getPort());
    }

    @AfterEach
    void close() {
        if (libc != null) {
            libc.close(from);
            libc.close(to);
        }
        arena.close();
    }

    @Test
    void joinsEachHeadWithItsTail() {
        var tails = arena.allocateFrom(ValueLayout.JAVA_BYTE, new byte[] {7, 8, 9});
        var outgoing = new OutgoingBatch(arena, 3, 2);
        for (byte i = 1; i <= 3; i++) {
            assertFalse(outgoing.full());
            outgoing.add(target, tails.asSlice(0, i)).fill(i);
        }
        assertTrue(outgoing.full());
        assertEquals(2, outgoing.send(libc, from, 1), "from the second on");
        var incoming = new IncomingBatch(arena, 4, 4);
        assertEquals(2, incoming.receive(libc, to, 0));
        assertArrayEquals(new byte[] {2, 2, 7, 8}, bytes(incoming.data(0)));
        assertArrayEquals(new byte[] {3, 3, 7, 8}, bytes(incoming.data(1)), "the rest is cut off");
        assertEquals(-Errno.EAGAIN, incoming.receive(libc, to, 0));
    }

    @Test
    void knowsWhoSentAPacket() {
        var outgoing = new OutgoingBatch(arena, 1, 1);
        outgoing.add(target, MemorySegment.NULL);
        outgoing.send(libc, from, 0);
        var incoming = new IncomingBatch(arena, 1, 1);
        assertEquals(1, incoming.receive(libc, to, 0));
        assertTrue(incoming.concerns(0, SocketAddress.onHeap(SELF)));
        assertFalse(incoming.concerns(0, SocketAddress.onHeap(InetAddress.ofLiteral("127.0.0.2"))));
        assertFalse(incoming.concerns(0, SocketAddress.onHeap(InetAddress.ofLiteral("::1"))));
    }

    @Test
    void seesHowManyPacketsTheKernelThrewAway() {
        libc.setOption(to, Linux.SOL_SOCKET, Linux.SO_RCVBUF, 1);
        assertEquals(0, libc.dropped(to));
        var outgoing = new OutgoingBatch(arena, 1, 500);
        outgoing.add(target, MemorySegment.NULL);
        for (int i = 0; i < 50; i++) {
            assertEquals(1, outgoing.send(libc, from, 0));
        }
        int came = 0;
        var incoming = new IncomingBatch(arena, 8, 8);
        for (int now = incoming.receive(libc, to, 0); now > 0; now = incoming.receive(libc, to, 0)) {
            came += now;
        }
        assertEquals(50, came + libc.dropped(to));
        assertTrue(came < 50);
    }

    private int bound() {
        int fd = libc.socket(Linux.AF_INET, Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC, 0);
        assertEquals(0, libc.bind(fd, SocketAddress.of(arena, SELF, 0)));
        return fd;
    }

    private static byte[] bytes(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }
}
