package io.waddleperf.probe.capture;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.SocketAddress;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// `CaptureMain DIRECTORY CASE…`: captures in the network namespace that it is started in and prints a line
/// for each case, `ADDRESS,DURATION_MS,MAX_BYTES,SNAP_BYTES,PAYLOAD,PORT,TRAFFIC`, port 0 for all.
///
/// Traffic is sent while it captures, `+` between: `udp*COUNT*BYTES*ADDRESS*PORT` to a port where nobody
/// listens, `tcp*BYTES`, a connection on loopback, or `tagged*COUNT*INTERFACE*ADDRESS`, UDP in the VLAN 5.
public final class CaptureMain {
    private CaptureMain() {}

    public static void main(String[] arguments) throws Exception {
        var folder = new CaptureFolder(Path.of(arguments[0]), () -> true);
        var prober = new CaptureProber(Optional.of(folder), "test", InstantSource.system());
        for (int i = 1; i < arguments.length; i++) {
            var words = arguments[i].split(",");
            var measured = captured(prober, words);
            System.out.println(arguments[i] + " -> " + measured.outcome() + ' ' + measured.details());
        }
    }

    private static Measurement captured(CaptureProber prober, String[] words) throws Exception {
        int port = Integer.parseInt(words[5]);
        var spec = new CaptureSpec(
                Long.parseLong(words[1]) * 1_000,
                Long.parseLong(words[2]),
                Integer.parseInt(words[3]),
                Boolean.parseBoolean(words[4]),
                port == 0 ? null : port);
        var done = new CompletableFuture<Measurement>();
        Thread.startVirtualThread(() -> {
            try {
                done.complete(prober.run(
                        spec,
                        Loopback.destination(words[0], 0),
                        Deadline.after(System::nanoTime, spec.limitUs() * 1_000)));
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        Await.until("it listens", Duration.ofSeconds(5), () -> done.isDone() || listens());
        for (var traffic : words[6].split("\\+", -1)) {
            send(traffic.split("\\*"));
        }
        return done.get();
    }

    /// Whether a packet socket takes all protocols.
    private static boolean listens() throws IOException {
        return Files.readAllLines(Path.of("/proc/net/packet")).stream()
                .anyMatch(line -> line.trim().split("\\s+", -1)[3].equals("0003"));
    }

    private static void send(String[] traffic) throws IOException {
        switch (traffic[0]) {
            case "udp" -> {
                var to = new InetSocketAddress(InetAddress.ofLiteral(traffic[3]), Integer.parseInt(traffic[4]));
                var payload = new byte[Integer.parseInt(traffic[2])];
                try (var socket = new DatagramSocket()) {
                    for (int i = 0; i < Integer.parseInt(traffic[1]); i++) {
                        socket.send(new DatagramPacket(payload, payload.length, to));
                    }
                }
            }
            case "tcp" -> connectAndSend(new byte[Integer.parseInt(traffic[1])]);
            case "tagged" -> sendTagged(Integer.parseInt(traffic[1]), traffic[2], InetAddress.ofLiteral(traffic[3]));
            default -> {}
        }
    }

    /// Frames as they are on the wire.
    private static void sendTagged(int count, String device, InetAddress to) throws IOException {
        var head = HexFormat.of().parseHex("ffffffffffff" + "020000000001" + "81000005" + "0800");
        var packet = HexFormat.of()
                .parseHex("4500001c000040004011" + "0000" + "0a090001"
                        + HexFormat.of().formatHex(to.getAddress()) + "3039003500080000");
        try (var arena = Arena.ofConfined()) {
            var libc = new Libc(arena);
            int fd = libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0);
            var address = arena.allocate(20, 8); // sockaddr_ll
            address.set(ValueLayout.JAVA_SHORT, 0, (short) Linux.AF_PACKET);
            address.set(
                    ValueLayout.JAVA_INT,
                    4,
                    Integer.parseInt(Files.readString(Path.of("/proc/self/net/dev_snmp6/" + device))
                            .lines()
                            .findFirst()
                            .orElseThrow()
                            .replaceAll("\\D+", "")));
            Await.equal(0, Duration.ofSeconds(1), () -> libc.bind(fd, new SocketAddress(address, Linux.AF_PACKET, 20)));
            var frame = arena.allocate(head.length + packet.length);
            frame.asByteBuffer().put(head).put(packet);
            for (int i = 0; i < count; i++) {
                libc.send(fd, frame, 0);
            }
            libc.close(fd);
        }
    }

    private static void connectAndSend(byte[] payload) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var accepted = server.accept()) {
            client.getOutputStream().write(payload);
            client.shutdownOutput();
            accepted.getInputStream().readAllBytes();
        }
    }
}
