package io.waddleperf.probe.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// A DNS server on loopback that answers as a test says, over UDP and TCP on one port.
public final class TestDnsServer implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    private TestDnsServer(DatagramSocket udp, ServerSocket tcp) {
        this.udp = udp;
        this.tcp = tcp;
    }

    /// @param answers the packets that a query over UDP gets
    static TestDnsServer start(Function<Message, List<byte[]>> answers, Function<Message, byte[]> overTcp)
            throws IOException {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        var tcp = new ServerSocket(0, 5, loopback);
        var server = new TestDnsServer(new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
        Thread.startVirtualThread(() -> server.serveUdp(answers));
        Thread.startVirtualThread(() -> server.serveTcp(overTcp));
        return server;
    }

    public static TestDnsServer answering(Function<Message, List<byte[]>> answers) throws IOException {
        return start(answers, query -> new byte[0]);
    }

    public static byte[] answer(Message query, int rcode, Record... records) {
        return message(query, rcode, records).toWire();
    }

    static byte[] truncated(Message query) {
        var answer = message(query, Rcode.NOERROR);
        answer.getHeader().setFlag(Flags.TC);
        return answer.toWire();
    }

    private static Message message(Message query, int rcode, Record... records) {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        for (var record : records) {
            answer.addRecord(record, Section.ANSWER);
        }
        return answer;
    }

    public int port() {
        return tcp.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    private void serveUdp(Function<Message, List<byte[]>> answers) {
        try {
            while (!udp.isClosed()) {
                var packet = new DatagramPacket(new byte[4_096], 4_096);
                udp.receive(packet);
                var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                for (byte[] answer : answers.apply(query)) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) { // closed
        }
    }

    private void serveTcp(Function<Message, byte[]> answers) {
        try (var socket = tcp.accept()) {
            var in = new DataInputStream(socket.getInputStream());
            var query = new byte[in.readUnsignedShort()];
            in.readFully(query);
            byte[] answer = answers.apply(new Message(query));
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(answer.length);
            out.write(answer);
        } catch (IOException e) { // closed
        }
    }
}
