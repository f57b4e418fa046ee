package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Numbered packets of a UDP test, each behind its length; the first byte says whether numbers are wide.
public final class PacketsFuzz implements FuzzTarget {
    private static final int MOST = 12;
    private static final int PAYLOAD_BYTES = 40;
    private static final long STEP_NANOS = 1_000_000;

    private final DatagramChannel unused = closed();

    private static DatagramChannel closed() {
        try (var channel = DatagramChannel.open()) {
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "packets of a UDP throughput test";
    }

    @Override
    public List<String> parsers() {
        return List.of("throughput.UdpPump$Receiver", "throughput.Counts");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        boolean wide = random.nextBoolean();
        var input = new ByteArrayOutputStream();
        input.write(wide ? 1 : 0);
        long number = random.nextInt(20) == 0 ? random.nextLong() : 1;
        for (int i = random.nextInt(MOST); i > 0; i--) {
            var packet = ByteBuffer.allocate(PAYLOAD_BYTES);
            long sentNanos = random.nextInt(4) == 0 ? random.nextLong() : number * STEP_NANOS;
            UdpPump.write(packet, number, wide, sentNanos);
            byte[] broken = Texts.broken(packet.array(), random);
            int bytes = random.nextInt(10) == 0 ? random.nextInt(broken.length + 1) : broken.length;
            input.write(bytes);
            input.write(broken, 0, bytes);
            number += random.nextInt(5) - 1;
        }
        return random.nextInt(8) == 0 ? Texts.broken(input.toByteArray(), random) : input.toByteArray();
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            throw new IOException("not even a width");
        }
        var parameters = new Parameters(true, true, false, 1, 1, 0, PAYLOAD_BYTES, 1_000_000, (input[0] & 1) != 0);
        var receiver = new UdpPump.Receiver(unused, parameters, () -> 0);
        var counts = new Counts();
        int came = 0;
        int bytesOfAll = 0;
        for (int at = 1; at < input.length; came++) {
            int bytes = Math.min(input[at] & 0xFF, input.length - at - 1);
            var packet = ByteBuffer.wrap(Arrays.copyOfRange(input, at + 1, at + 1 + bytes));
            receiver.accept(packet, bytes, counts, came * STEP_NANOS);
            at += 1 + bytes;
            bytesOfAll += bytes;
        }
        var now = counts.now();
        check(now, came, bytesOfAll);
        if (now.packets() == 0) {
            throw new IOException("none of ours");
        }
        assertTrue(counts.firstNanos().isPresent());
    }

    private static void check(Counts.At now, int came, int bytesOfAll) {
        assertTrue(now.bytes() >= 0 && now.bytes() <= bytesOfAll, now::toString);
        assertTrue(now.packets() <= came && now.reordered() <= now.packets(), now::toString);
        assertTrue(now.lost() >= 0 && now.lost() <= now.highest(), now::toString);
        assertTrue(now.jitterNanos() >= 0, now::toString);
        assertTrue(now.since(Counts.At.START).equals(now), now::toString);
    }

    @Override
    public Check check() {
        return new Check("throughput.UdpPump$Receiver", "accept", 1);
    }
}
