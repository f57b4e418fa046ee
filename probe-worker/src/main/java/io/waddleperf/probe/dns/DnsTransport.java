package io.waddleperf.probe.dns;

import io.waddleperf.probe.measure.Deadline;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/// Asks one server, over UDP and, where that truncates, over TCP.
final class DnsTransport {
    private static final int MOST_BYTES = 65_535;

    private DnsTransport() {}

    /// @param protocol `dns/udp` or `dns/tcp`
    record Answer(Message message, String protocol) {}

    /// Only garbage came until the deadline.
    static final class NoUsableAnswerException extends IOException {
        NoUsableAnswerException(IOException last) {
            super(last.getMessage(), last);
        }
    }

    /// @throws SocketTimeoutException when no answer came in time
    static Answer ask(DnsQuery query, InetSocketAddress server, Deadline deadline) throws IOException {
        var answer = overUdp(query, server, deadline);
        return answer.getHeader().getFlag(Flags.TC)
                ? new Answer(overTcp(query, server, deadline), "dns/tcp")
                : new Answer(answer, "dns/udp");
    }

    private static Message overUdp(DnsQuery query, InetSocketAddress server, Deadline deadline) throws IOException {
        byte[] bytes = query.bytes();
        IOException garbage = null;
        try (var socket = new DatagramSocket()) {
            socket.connect(server); // packets of others do not get in
            socket.send(new DatagramPacket(bytes, bytes.length));
            var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
            while (!deadline.passed()) {
                socket.setSoTimeout(deadline.remainingMillis());
                packet.setLength(MOST_BYTES);
                socket.receive(packet);
                try {
                    var answer = query.answerIn(copyOf(packet));
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                } catch (IOException e) {
                    garbage = e; // perhaps forged: the true one may still come
                }
            }
            throw new SocketTimeoutException("no answer");
        } catch (SocketTimeoutException e) {
            throw garbage == null ? e : new NoUsableAnswerException(garbage);
        }
    }

    private static byte[] copyOf(DatagramPacket packet) {
        return ByteBuffer.allocate(packet.getLength())
                .put(packet.getData(), 0, packet.getLength())
                .array();
    }

    private static Message overTcp(DnsQuery query, InetSocketAddress server, Deadline deadline) throws IOException {
        byte[] bytes = query.bytes();
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(server, deadline.remainingMillis());
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(2 + bytes.length)
                            .putShort((short) bytes.length)
                            .put(bytes)
                            .array());
            var in = new DataInputStream(new DeadlineStream(socket, deadline));
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return query.answerIn(answer).orElseThrow(() -> new IOException("the answer is to another question"));
        }
    }
}
