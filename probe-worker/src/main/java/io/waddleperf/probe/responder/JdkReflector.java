package io.waddleperf.probe.responder;

import io.waddleperf.probe.stamp.StampPacket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Answers by the JDK's sockets, where there are no own ones; both times are the process's.
final class JdkReflector implements StampReflector {
    private static final Logger LOG = Logger.getLogger(JdkReflector.class.getName());
    private static final long NS = 1_000_000_000L;

    private final DatagramSocket socket;
    private final Reflections reflections;
    private final InstantSource time;

    private JdkReflector(DatagramSocket socket, Reflections reflections, InstantSource time) {
        this.socket = socket;
        this.reflections = reflections;
        this.time = time;
    }

    static JdkReflector start(InetSocketAddress address, Reflections reflections, InstantSource time)
            throws IOException {
        var reflector = new JdkReflector(new DatagramSocket(address), reflections, time);
        Thread.ofVirtual().name("reflector").start(reflector::run);
        return reflector;
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        var packet = new DatagramPacket(new byte[Reflections.MOST_BYTES + 1], Reflections.MOST_BYTES + 1);
        while (!socket.isClosed()) {
            try {
                packet.setLength(Reflections.MOST_BYTES + 1);
                socket.receive(packet);
                answer(packet, realtimeNs());
            } catch (IOException e) { // closed, or one answer could not be sent
                LOG.log(Level.FINE, "reflector", e);
            }
        }
    }

    private void answer(DatagramPacket packet, long receivedAtNs) throws IOException {
        var bytes = MemorySegment.ofArray(packet.getData()).asSlice(0, packet.getLength());
        var from = new InetSocketAddress(packet.getAddress(), packet.getPort());
        switch (reflections.answer(bytes, from, socket.getLocalPort(), receivedAtNs, -1)) {
            case NONE -> {}
            case ECHO -> socket.send(packet);
            case STAMP -> {
                StampPacket.writeSentAt(bytes, realtimeNs());
                socket.send(packet);
            }
        }
    }

    private long realtimeNs() {
        var now = time.instant();
        return now.getEpochSecond() * NS + now.getNano();
    }
}
