package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.stamp.Mutations;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What a peer may say on the control connection and in packets: what iperf3 3.12 said, broken a
/// little. `-Dfuzz.inputs=1000000` tries more of it than `verify` does.
class ProtocolFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);

    private static final List<String> VALID = List.of(
            "{\"tcp\":true,\"omit\":0,\"time\":10,\"num\":0,\"blockcount\":0,\"parallel\":2,\"len\":131072,"
                    + "\"pacing_timer\":1000,\"client_version\":\"3.12\"}",
            "{\"udp\":true,\"omit\":1,\"time\":10,\"parallel\":1,\"bidirectional\":true,\"len\":1448,"
                    + "\"bandwidth\":1048576,\"udp_counters_64bit\":1,\"title\":\"a \\\"b\\\" \\\\ {[\"}",
            "{\"cpu_util_total\":1.5,\"cpu_util_user\":0.5,\"cpu_util_system\":1,\"sender_has_retransmits\":1,"
                    + "\"congestion_used\":\"cubic\",\"streams\":[{\"id\":1,\"bytes\":123456,\"retransmits\":2,"
                    + "\"jitter\":1.5e-05,\"errors\":3,\"packets\":100,\"start_time\":0,\"end_time\":10.01},"
                    + "{\"id\":3,\"bytes\":1,\"retransmits\":-1,\"jitter\":0,\"errors\":0,\"packets\":0}]}");

    @Test
    void readsMessagesOrSaysWhatIsWrong() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int read = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] sent = broken(VALID.get(random.nextInt(VALID.size())), random);
            try {
                check(Message.parse(new String(sent, StandardCharsets.UTF_8)));
                read++;
            } catch (IperfFormatException e) {
                assertTrue(String.valueOf(e.getMessage()).length() < 200, e::toString);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("input " + i + ": " + new String(sent, StandardCharsets.UTF_8), e);
            }
        }
        assertTrue(read > INPUTS / 4 && read < INPUTS, "the fuzzer stays near what is valid, but not on it: " + read);
    }

    private static byte[] broken(String valid, RandomGenerator random) {
        String text = valid;
        if (random.nextInt(4) == 0) {
            String[] odd = {"-1", "1e999", "99999999999999999999", "null", "{}", "[[[[[[[[[[", "\"1\"", "NaN", "1.5"};
            text = text.replaceFirst(":(\\d+|true)", ":" + odd[random.nextInt(odd.length)]);
        }
        return Mutations.of(text.getBytes(StandardCharsets.UTF_8), random);
    }

    private static void check(Message message) {
        try {
            var parameters = Parameters.of(message);
            assertTrue(parameters.parallel() >= 0 && parameters.seconds() >= 0 && parameters.omitSeconds() >= 0);
            assertTrue(parameters.blockBytes() >= 16 && parameters.blockBytes() <= 1_048_576);
            assertTrue(parameters.bitsPerSecond() >= 0);
        } catch (IperfFormatException e) {
            assertEquals("neither TCP nor UDP is asked for", e.getMessage());
        }
        try {
            for (var stream : Results.of(message).streams()) {
                assertTrue(stream.bytes() >= 0 && stream.packets() >= 0 && stream.lost() >= 0);
                assertTrue(stream.retransmits() >= -1 && stream.id() >= 0);
                assertTrue(Double.isFinite(stream.jitterS()) && stream.jitterS() >= 0);
                assertTrue(Double.isFinite(stream.endS()) && stream.endS() >= 0);
            }
        } catch (IperfFormatException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("streams"), e::toString);
        }
    }

    @Test
    void goesDownIntoNoNestOfBrackets() {
        for (String bracket : List.of("[", "{\"a\":", "[{\"a\":")) {
            String nest = bracket.repeat(Message.MOST_BYTES / bracket.length());
            var wrong = assertThrows(IperfFormatException.class, () -> Message.parse(nest));
            assertEquals("its JSON is nested too deep", wrong.getMessage());
        }
    }

    @Test
    void readsCookiesOrSaysThatTheyAreNone() throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int i = 0; i < INPUTS; i++) {
            var cookie = Cookie.random(random);
            byte[] sent = Mutations.of(cookie.bytes(), random);
            try {
                var read = Cookie.read(new DataInputStream(new ByteArrayInputStream(sent)));
                assertEquals(Cookie.BYTES, read.bytes().length);
                assertTrue(read.same(read));
            } catch (IOException e) {
                assertTrue(!Arrays.equals(sent, cookie.bytes()), "a whole one is read");
            }
        }
    }

    @Test
    void countsWhateverPacketsCome() throws IOException {
        for (int seed = 0; seed < INPUTS / 100; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            boolean wide = random.nextBoolean();
            var parameters = new Parameters(true, true, false, 1, 1, 0, 1_400, 1_000_000, wide);
            var counts = new Counts();
            try (var channel = DatagramChannel.open()) {
                var receiver = new UdpPump.Receiver(channel, parameters, System::nanoTime);
                for (int i = 1; i <= 100; i++) {
                    receive(receiver, counts, packet(i, wide, random), random.nextLong(1_000_000_000_000_000L));
                }
            }
            var now = counts.now();
            assertTrue(now.bytes() >= 0 && now.packets() <= 100 && now.reordered() <= now.packets(), now::toString);
            assertTrue(now.lost() >= 0 && now.lost() <= now.highest(), now::toString);
            assertTrue(now.jitterNanos() >= 0, now::toString);
        }
    }

    private static byte[] packet(int number, boolean wide, RandomGenerator random) {
        var packet = ByteBuffer.allocate(1_400);
        UdpPump.write(packet, number, wide, random.nextInt(4) == 0 ? random.nextLong() : number * 1_000_000L);
        return Mutations.of(packet.array(), random);
    }

    private static void receive(UdpPump.Receiver receiver, Counts counts, byte[] sent, long nowNanos) {
        receiver.accept(ByteBuffer.allocate(2_048).put(sent).flip(), sent.length, counts, nowNanos);
    }
}
