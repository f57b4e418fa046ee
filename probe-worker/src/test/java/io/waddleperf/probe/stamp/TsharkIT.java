package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An independent reader, Wireshark's, of what our sender and our reflector put on the wire.
class TsharkIT {
    private static final int PORT = 862;

    @TempDir
    private Path directory;

    @Test
    void readsOurPacketsAsTestPacketsOfTwamp() throws Exception {
        var tshark = Path.of("/usr/bin/tshark");
        assumeTrue(Files.isExecutable(tshark), "no tshark in /usr/bin");
        byte[] question = questionOfOurSender();
        byte[] answer = answerOfOurReflector(question);
        var capture = directory.resolve("stamp.pcap");
        Files.write(capture, pcap(List.of(udp(40_000, PORT, question), udp(PORT, 40_000, answer))));
        var lines = decoded(tshark, capture);
        assertEquals(2, lines.size(), lines::toString);
        var sent = lines.getFirst().split("\t", -1);
        assertEquals(String.valueOf(StampJournal.FIRST), sent[0], lines::toString);
        assertTrue(aboutNow(sent[1]), lines::toString);
        var reflected = lines.getLast().split("\t", -1);
        assertEquals("0", reflected[0], "the reflector's own count");
        assertTrue(aboutNow(reflected[1]) && aboutNow(reflected[2]), lines::toString);
        assertEquals(String.valueOf(StampJournal.FIRST), reflected[3]);
        assertEquals(sent[1], reflected[4], "our timestamp comes back");
        assertEquals(sent[6], reflected[7], "and our error estimate");
        assertTrue(Integer.parseInt(reflected[5]) > 0, "the TTL of the question");
    }

    private byte[] questionOfOurSender() throws Exception {
        try (var listener = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            listener.setSoTimeout(5_000);
            var plan = new StampPlan(1, 60, 1, 1, 7, ErrorEstimate.of(true, 310));
            StampSender.of(Optional.empty(), InstantSource.system(), System::nanoTime)
                    .send((InetSocketAddress) listener.getLocalSocketAddress(), plan);
            return received(listener);
        }
    }

    private static byte[] answerOfOurReflector(byte[] question) throws IOException {
        var at = new Responder.At(
                InetAddress.ofLiteral("127.0.0.1"),
                0,
                OptionalInt.of(0),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        try (var responder = Responder.start(
                        at, InstantSource.system(), System::nanoTime, new ThroughputLoad(System::nanoTime));
                var socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), responder.udpPort());
            socket.send(new DatagramPacket(question, question.length, to));
            return received(socket);
        }
    }

    private static byte[] received(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[2_000], 2_000);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private List<String> decoded(Path tshark, Path capture) throws Exception {
        var builder = new ProcessBuilder(
                tshark.toString(),
                "-r",
                capture.toString(),
                "-d",
                "udp.port==" + PORT + ",twamp.test",
                "-Y",
                "twamp.test",
                "-T",
                "fields");
        for (var field : List.of(
                "seq_number",
                "timestamp",
                "receive_timestamp",
                "sender_seq_number",
                "sender_timestamp",
                "sender_ttl",
                "error_estimate",
                "sender_error_estimate")) {
            builder.command().addAll(List.of("-e", "twamp.test." + field));
        }
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("TZ", "UTC");
        var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), text);
            return text.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    /// Such as `Nov 26, 2026 03:00:00.500000000 UTC`.
    private static boolean aboutNow(String time) {
        return time.contains(String.valueOf(Year.now(ZoneOffset.UTC)));
    }

    /// A file of libpcap's with raw IP packets.
    private static byte[] pcap(List<byte[]> packets) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0xA1B2C3D4);
        out.writeInt(0x0002_0004);
        out.writeLong(0);
        out.writeInt(65_535);
        out.writeInt(101); // LINKTYPE_RAW
        for (byte[] packet : packets) {
            out.writeLong(0);
            out.writeInt(packet.length);
            out.writeInt(packet.length);
            out.write(packet);
        }
        return bytes.toByteArray();
    }

    private static byte[] udp(int from, int to, byte[] payload) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0x4500_0000 + 28 + payload.length);
        out.writeInt(0);
        out.writeInt(0x4011_0000); // TTL 64, UDP
        out.writeInt(0x7F00_0001);
        out.writeInt(0x7F00_0001);
        out.writeShort(from);
        out.writeShort(to);
        out.writeShort(8 + payload.length);
        out.writeShort(0); // no checksum
        out.write(payload);
        return bytes.toByteArray();
    }
}
