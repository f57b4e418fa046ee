package io.waddleperf.probe.responder;

import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sends each datagram back as it came: never larger, so nobody gains by forging a sender.
final class UdpEcho implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UdpEcho.class.getName());
    private static final int MOST_BYTES = 1_472;
    private static final int MOST_PER_SECOND = 2_000;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final DatagramSocket socket;
    private final Ticker ticker;
    private final Thread thread;
    private long secondStartNanos;
    private int answeredInSecond;

    private UdpEcho(DatagramSocket socket, Ticker ticker) {
        this.socket = socket;
        this.ticker = ticker;
        this.secondStartNanos = ticker.nanos();
        this.thread = Thread.ofVirtual().name("udp-echo").unstarted(this::run);
    }

    static UdpEcho start(InetSocketAddress address, Ticker ticker) throws IOException {
        var echo = new UdpEcho(new DatagramSocket(address), ticker);
        echo.thread.start();
        return echo;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        var packet = new DatagramPacket(new byte[MOST_BYTES + 1], MOST_BYTES + 1);
        while (!socket.isClosed()) {
            try {
                packet.setLength(MOST_BYTES + 1);
                socket.receive(packet);
                if (packet.getLength() <= MOST_BYTES && packet.getPort() > 0 && withinRate()) {
                    socket.send(packet);
                }
            } catch (IOException e) { // closed, or one answer could not be sent
                LOG.log(Level.FINE, "udp echo", e);
            }
        }
    }

    private boolean withinRate() {
        long now = ticker.nanos();
        if (now - secondStartNanos >= SECOND_NANOS) {
            secondStartNanos = now;
            answeredInSecond = 0;
        }
        return ++answeredInSecond <= MOST_PER_SECOND;
    }
}
