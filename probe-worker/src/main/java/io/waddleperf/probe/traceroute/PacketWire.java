package io.waddleperf.probe.traceroute;

import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.packets.Arrivals;
import io.waddleperf.probe.packets.PacketSocket;
import java.net.InetAddress;
import java.util.OptionalInt;

/// Echo requests or UDP packets, all by one socket.
final class PacketWire implements TraceWire {
    /// As long as traceroute's: no header that a router adds makes it too big for any link.
    private static final int PACKET_BYTES = 60;

    private final PacketSocket socket;
    private final InetAddress target;

    PacketWire(PacketSocket socket, InetAddress target) {
        this.socket = socket;
        this.target = target;
    }

    @Override
    public void listen(Listener listener) {
        socket.listen(new Arrivals() {
            @Override
            public void left(int number, long stampNs) {
                listener.left(number, stampNs);
            }

            @Override
            public void replied(OptionalInt number, long stampNs) {
                listener.heard(number, new Word(target, Reading.REPLY, stampNs, 0));
            }

            @Override
            public void objected(OptionalInt number, ExtendedError error, long stampNs) {
                listener.heard(number, new Word(error.offender(), Reading.of(error, target), stampNs, 0));
            }

            @Override
            public void tooBigForInterface(int mtuBytes) {} // no interface is so narrow
        });
    }

    @Override
    public String method() {
        return socket.method().wireName();
    }

    @Override
    public String protocol() {
        return socket.method().protocol();
    }

    @Override
    public boolean oneAtATime() {
        return false;
    }

    @Override
    public long longestWaitNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public int prepare(int ttl) {
        socket.drain();
        socket.hopLimit(ttl);
        return 0;
    }

    @Override
    public int send(int number) {
        return socket.send(number, PACKET_BYTES);
    }

    @Override
    public void collect() {
        socket.drain();
    }

    @Override
    public void close() {
        socket.close();
    }
}
