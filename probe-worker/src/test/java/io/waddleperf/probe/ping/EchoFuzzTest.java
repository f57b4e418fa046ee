package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.nativenet.ControlMessages;
import io.waddleperf.probe.stamp.Mutations;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What a network may hand to the engine's socket: valid answers and quotes, broken a little.
/// `-Dfuzz.inputs=1000000` tries more of them than `verify` does; the seed is printed where one fails.
class EchoFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 40_000);
    private static final int PER_SOCKET = 40;

    @Test
    void takesNothingForAnAnswerThatIsNone() {
        for (int seed = 0; seed < INPUTS / PER_SOCKET; seed++) {
            try {
                new Session(RandomGeneratorFactory.of("L64X128MixRandom").create(seed)).run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void readsWhateverTheKernelTellsBesideAPacket() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        int stamps = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] messages = Mutations.of(ControlMessages.ofAnError(random), random);
            stamps += ControlMessages.parse(messages).stampNs() == 0 ? 0 : 1;
        }
        assertTrue(stamps > INPUTS / 4, "most of what is tried must be nearly valid: " + stamps);
    }

    /// A socket with requests of two runs.
    private static final class Session {
        private final RandomGenerator random;
        private final Echo echo;
        private final EchoTable table;
        private final List<EchoRequest> requests = new ArrayList<>();
        private int known;

        Session(RandomGenerator random) {
            this.random = random;
            var family = random.nextBoolean() ? Family.IPV4 : Family.IPV6;
            var framing = random.nextBoolean() ? Echo.Framing.DGRAM : Echo.Framing.RAW;
            echo = new Echo(family, framing, random.nextInt(1 << 16));
            table = new EchoTable(random.nextInt(1 << 16));
            for (int i = 0; i < 2; i++) {
                var plan = new EchoPlan(PER_SOCKET, 56, 1_000_000, 1_000_000);
                var address = InetAddress.ofLiteral("192.0.2." + i);
                var run = new EchoRun(address, plan, random.nextLong() | 1, new CompletableFuture<>());
                for (int number = 0; number < PER_SOCKET; number++) {
                    requests.add(table.claim(run, number, 0).orElseThrow());
                }
            }
        }

        void run() {
            for (int i = 0; i < PER_SOCKET; i++) {
                var request = requests.get(random.nextInt(requests.size()));
                boolean quote = random.nextBoolean();
                byte[] packet = Mutations.of(packet(request, quote), random);
                if (quote) {
                    quoted(packet);
                } else {
                    answered(packet);
                }
            }
            assertTrue(known > 0, "one in four stays whole");
        }

        /// What is taken for an answer has a request's nonce and number, and its sequence number.
        private void answered(byte[] packet) {
            var found = echo.markOfReply(MemorySegment.ofArray(packet)).flatMap(table::of);
            known += found.isPresent() ? 1 : 0;
            found.ifPresent(request -> {
                int icmp = icmpAt(packet);
                var mark = request.mark();
                var bytes = MemorySegment.ofArray(packet).asSlice(icmp);
                assertEquals(mark.nonce(), bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, 8));
                assertEquals(mark.number(), bytes.get(ValueLayout.JAVA_INT_UNALIGNED, 16));
                assertEquals(mark.sequence() >> 8, Byte.toUnsignedInt(packet[icmp + 6]));
                assertEquals(mark.sequence() & 0xFF, Byte.toUnsignedInt(packet[icmp + 7]));
            });
        }

        private void quoted(byte[] packet) {
            known += echo.quoted(MemorySegment.ofArray(packet)).isPresent() ? 1 : 0;
        }

        private int icmpAt(byte[] packet) {
            return echo.sumsUp() ? (packet[0] & 0xF) * 4 : 0;
        }

        private byte[] packet(EchoRequest request, boolean quote) {
            int header = echo.sumsUp() && !quote ? 20 + 4 * random.nextInt(3) : 0;
            byte[] packet = new byte[header + Echo.HEAD_BYTES + random.nextInt(40)];
            echo.writeHead(MemorySegment.ofArray(packet).asSlice(header), request.mark(), 0);
            boolean v6 = echo.family() == Family.IPV6;
            if (!quote) {
                packet[header] = (byte) (v6 ? 129 : 0);
            }
            if (header > 0) {
                packet[0] = (byte) (0x40 | header / 4);
            }
            return packet;
        }
    }
}
