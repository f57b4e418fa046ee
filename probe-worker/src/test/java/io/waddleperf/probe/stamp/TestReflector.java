package io.waddleperf.probe.stamp;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A reflector that does what a test wants of it.
final class TestReflector implements AutoCloseable {
    static final Manner STATELESS = new Manner(Kind.STAMP, 1, Set.of());
    static final Manner ECHO = new Manner(Kind.ECHO, 1, Set.of());

    /// Says that its clock is right within 1 µs, and has it half a second fast.
    static final Manner LIAR = new Manner(Kind.LIE, 1, Set.of());

    static final long FAST_NS = 500_000_000;

    enum Kind {
        STAMP,
        LIE,
        /// It sends back what came.
        ECHO
    }

    /// How it answers.
    ///
    /// @param times   each answer is sent
    /// @param dropped our numbers that get no answer
    record Manner(Kind kind, int times, Set<Integer> dropped) {
        Manner dropping(int... numbers) {
            return new Manner(kind, times, IntStream.of(numbers).boxed().collect(Collectors.toSet()));
        }

        Manner twice() {
            return new Manner(kind, 2, dropped);
        }
    }

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final DatagramSocket socket;
    private final Manner manner;

    private TestReflector(DatagramSocket socket, Manner manner) {
        this.socket = socket;
        this.manner = manner;
    }

    static TestReflector start(Manner manner) throws IOException {
        var reflector = new TestReflector(
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)), manner);
        Thread.startVirtualThread(reflector::run);
        return reflector;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        var packet = new DatagramPacket(new byte[2_000], 2_000);
        try {
            while (true) {
                packet.setLength(2_000);
                socket.receive(packet);
                answer(packet);
            }
        } catch (IOException _) { // closed
            return;
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        var bytes = MemorySegment.ofArray(packet.getData()).asSlice(0, packet.getLength());
        int sequence = bytes.get(INT, 0);
        if (manner.dropped().contains(sequence)) {
            return;
        }
        switch (manner.kind()) {
            case STAMP -> StampPacket.reflect(bytes, sequence, 0, ErrorEstimate.of(false, 1), 64);
            case LIE -> {
                StampPacket.reflect(bytes, sequence, fastNs(), ErrorEstimate.of(true, 1), 64);
                StampPacket.writeSentAt(bytes, fastNs());
            }
            case ECHO -> {}
        }
        for (int i = 0; i < manner.times(); i++) {
            socket.send(packet);
        }
    }

    private static long fastNs() {
        var now = InstantSource.system().instant();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano() + FAST_NS;
    }
}
