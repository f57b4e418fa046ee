package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Deadline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/// Takes the UDP streams of one client: each begins with a question of 4 bytes, is answered by as
/// many, and gets a socket of its own on the same port.
///
/// Only the host that holds the control connection is answered: what data we send later goes to where
/// the question came from, and the sender of a packet is whoever it says.
final class UdpDoor implements AutoCloseable {
    private static final int LONGEST_QUESTION = 64;

    private final InetSocketAddress here;
    private final InetAddress client;
    private DatagramChannel open;

    private UdpDoor(InetSocketAddress here, InetAddress client, DatagramChannel open) {
        this.here = here;
        this.client = client;
        this.open = open;
    }

    static UdpDoor open(InetSocketAddress here, InetAddress client) throws IOException {
        return new UdpDoor(here, client, bound(here));
    }

    /// The next stream; null where none came in time.
    @Nullable
    DatagramChannel accept(Deadline deadline) throws IOException {
        var packet = new DatagramPacket(new byte[LONGEST_QUESTION], LONGEST_QUESTION);
        while (!deadline.passed()) {
            open.socket().setSoTimeout(deadline.remainingMillis());
            try {
                packet.setLength(LONGEST_QUESTION);
                open.socket().receive(packet);
            } catch (SocketTimeoutException e) {
                return null;
            }
            var answer = UdpWord.answerTo(packet);
            if (answer.isPresent() && packet.getAddress().equals(client)) {
                return welcome(packet.getSocketAddress(), answer.getAsInt());
            }
        }
        return null;
    }

    /// The door for the next is open before this one gets its answer.
    private DatagramChannel welcome(SocketAddress from, int answer) throws IOException {
        var stream = open;
        stream.connect(from);
        open = bound(here);
        stream.write(UdpWord.of(answer));
        return stream;
    }

    @Override
    public void close() throws IOException {
        open.close();
    }

    private static DatagramChannel bound(InetSocketAddress here) throws IOException {
        var channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, Opening.SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, Opening.SOCKET_BUFFER);
            return channel.bind(here);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
