package io.waddleperf.probe.throughput;

import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The steps on iperf3's control connection and what opens its streams: a byte that says who reads, then
/// what came.
public final class StepsFuzz implements FuzzTarget {
    private static final int KINDS = 4;
    private static final List<Integer> LENGTHS =
            List.of(-1, 0, 1, 3, Message.MOST_BYTES, Message.MOST_BYTES + 1, 1 << 24, Integer.MAX_VALUE);
    private static final List<Integer> WORDS = List.of(
            UdpWord.QUESTION,
            UdpWord.OLD_QUESTION,
            UdpWord.ANSWER,
            UdpWord.OLD_ANSWER,
            0,
            Integer.reverseBytes(UdpWord.QUESTION));

    /// A socket that is connected to nobody, with what was sent.
    private static final class Nobody extends Socket {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

        @Override
        public OutputStream getOutputStream() {
            return sent;
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            assertTrue(on);
        }

        @Override
        public void setSoTimeout(int millis) {
            assertTrue(millis > 0, "0 would wait for ever");
        }
    }

    @Override
    public String name() {
        return "iperf3 steps and openings";
    }

    @Override
    public List<String> parsers() {
        return List.of("throughput.Control", "throughput.State", "throughput.Cookie", "throughput.UdpWord");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        int kind = random.nextInt(KINDS);
        byte[] valid = switch (kind) {
            case 0 -> Cookie.random(random).bytes();
            case 1 -> steps(random);
            case 2 -> message(random);
            default -> word(random);
        };
        byte[] sent = Texts.broken(valid, random);
        return ByteBuffer.allocate(1 + sent.length).put((byte) kind).put(sent).array();
    }

    private static byte[] steps(RandomGenerator random) {
        var steps = new ByteArrayOutputStream();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            var state = random.nextInt(3) > 0 ? State.TEST_START : one(List.of(State.values()), random);
            steps.write(state.code());
            if (state == State.SERVER_ERROR && random.nextBoolean()) {
                steps.writeBytes(ByteBuffer.allocate(8).putInt(121).array());
            }
        }
        return steps.toByteArray();
    }

    private static byte[] message(RandomGenerator random) {
        byte[] json = Texts.bytes("{\"tcp\":true,\"time\":10}");
        int length = random.nextInt(4) > 0 ? json.length : one(LENGTHS, random);
        return ByteBuffer.allocate(Integer.BYTES + json.length)
                .putInt(length)
                .put(json)
                .array();
    }

    private static byte[] word(RandomGenerator random) {
        return Arrays.copyOf(UdpWord.of(one(WORDS, random)).array(), random.nextInt(4) > 0 ? 4 : random.nextInt(9));
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            throw new IOException("nobody reads");
        }
        byte[] sent = Arrays.copyOfRange(input, 1, input.length);
        var in = new DataInputStream(new ByteArrayInputStream(sent));
        switch (Math.floorMod(input[0], KINDS)) {
            case 0 -> {
                var cookie = Cookie.read(in);
                assertTrue(cookie.same(new Cookie(cookie.text())) && cookie.bytes().length == Cookie.BYTES);
                assertTrue(!cookie.same(new Cookie(cookie.text() + "x")));
            }
            case 1 -> new Control(new Nobody(), in).expect(State.TEST_START, 0);
            case 2 -> {
                int before = in.available();
                assertTrue(new Control(new Nobody(), in).message(1).fields().size() <= before, "no more than came");
            }
            default -> word(new DatagramPacket(sent, sent.length));
        }
    }

    private static void word(DatagramPacket packet) throws IOException {
        var answer = UdpWord.answerTo(packet);
        assertTrue(answer.isEmpty() || !UdpWord.isAnswer(packet), "nobody answers an answer");
        if (answer.isPresent()) {
            byte[] back = UdpWord.of(answer.getAsInt()).array();
            assertTrue(back.length <= packet.getLength(), "an answer is no larger than its question");
            assertTrue(UdpWord.isAnswer(new DatagramPacket(back, back.length)));
        } else if (!UdpWord.isAnswer(packet)) {
            throw new IOException("no word of iperf3");
        }
        assertEquals(packet.getData().length, packet.getLength());
    }

    @Override
    public Check check() {
        return new Check("throughput.Control", "message", 1);
    }
}
