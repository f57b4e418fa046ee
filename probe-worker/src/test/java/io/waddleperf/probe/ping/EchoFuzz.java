package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Echo replies and quotes of echo requests: a byte that chooses the socket, then the packet.
public final class EchoFuzz implements FuzzTarget {
    private static final int REQUESTS = 40;
    private static final int QUOTE = 4;
    private static final long NONCE = 0x5EED;

    private final List<Echo> echoes = new ArrayList<>();
    private final EchoTable table = new EchoTable(7);
    private final List<EchoRequest> requests = new ArrayList<>();

    public EchoFuzz() {
        for (var family : List.of(Family.IPV4, Family.IPV6)) {
            for (var framing : Echo.Framing.values()) {
                echoes.add(new Echo(family, framing, 4_711));
            }
        }
        var plan = new EchoPlan(REQUESTS, 56, 1_000_000, 1_000_000);
        var run = new EchoRun(InetAddress.ofLiteral("192.0.2.1"), plan, NONCE, new CompletableFuture<>());
        for (int number = 0; number < REQUESTS; number++) {
            requests.add(table.claim(run, number, 0).orElseThrow());
        }
    }

    @Override
    public String name() {
        return "ICMP echo replies and quotes";
    }

    @Override
    public List<String> parsers() {
        return List.of("ping.Echo");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        int choice = random.nextInt(8);
        var echo = echoes.get(choice & 3);
        boolean quote = (choice & QUOTE) != 0;
        int header = echo.sumsUp() && !quote ? 20 + 4 * random.nextInt(3) : 0;
        byte[] packet = new byte[header + Echo.HEAD_BYTES + random.nextInt(40)];
        var request = requests.get(random.nextInt(requests.size()));
        echo.writeHead(MemorySegment.ofArray(packet).asSlice(header), request.mark(), 0);
        if (!quote) {
            packet[header] = (byte) (echo.family() == Family.IPV6 ? 129 : 0);
        }
        if (header > 0) {
            packet[0] = (byte) (0x40 | header / 4);
        }
        if (quote && random.nextInt(3) == 0) { // a short quote, or one that is padded with zeros
            packet = Arrays.copyOf(Arrays.copyOf(packet, 8), random.nextBoolean() ? 8 : 128);
        }
        byte[] broken = Texts.broken(packet, random);
        byte[] input = new byte[broken.length + 1];
        input[0] = (byte) choice;
        System.arraycopy(broken, 0, input, 1, broken.length);
        return input;
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            throw new IOException("no choice");
        }
        var echo = echoes.get(input[0] & 3);
        byte[] packet = Arrays.copyOfRange(input, 1, input.length);
        var segment = MemorySegment.ofArray(packet);
        assertTrue(Echo.checksum(segment) >= 0 && Echo.checksum(segment) <= 0xFFFF);
        if ((input[0] & QUOTE) != 0) {
            var quoted = echo.quoted(segment).orElseThrow(() -> new IOException("somebody else's"));
            assertTrue(quoted.sequence() >= 0 && quoted.sequence() <= 0xFFFF);
            return;
        }
        var mark = echo.markOfReply(segment).orElseThrow(() -> new IOException("no reply"));
        var request = table.of(mark).orElseThrow(() -> new IOException("somebody else's"));
        assertEquals(request.mark(), mark);
        int icmp = echo.sumsUp() ? (packet[0] & 0xF) * 4 : 0;
        assertEquals(NONCE, segment.get(ValueLayout.JAVA_LONG_UNALIGNED, icmp + 8L));
    }

    @Override
    public Check check() {
        return new Check("ping.Echo", "markOfReply", 2);
    }
}
