package io.waddleperf.probe.speedtest;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Clients of our server of speed tests, from their first request to the end of the connection: a byte
/// that says whether somebody else's test runs, then what they send.
public final class ServedFuzz implements FuzzTarget {
    private static final InetAddress CLIENT = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");
    private static final Pattern METHOD = Pattern.compile("[\\r\\n]*([A-Z]{1,20}) .*", Pattern.DOTALL);
    private static final List<String> VERBS = List.of("HEAD", "POST", "OPTIONS", "DELETE", "get", "PUT");
    private static final List<String> TARGETS = List.of(
            "/backend/garbage.php?ckSize=1&cors=true",
            "/garbage?ckSize=x",
            "/garbage?ckSize=0",
            "/garbage?ckSize=2000",
            "/backend/getIP.php?isp=true",
            "/",
            "/health",
            "/backend/index.html",
            "*");
    private static final List<String> LENGTHS = List.of("70000", "1073741825", "-1", "99999999999999999999");
    private static final List<String> FIELDS =
            List.of("Connection: close", "Expect: 100-continue", "Host: a", "Cookie: x", "no field");

    private final Buffers buffers = new Buffers();

    @Override
    public String name() {
        return "served speed test clients";
    }

    @Override
    public List<String> parsers() {
        return List.of("speedtest.ServedConnection", "speedtest.ReplyHead", "speedtest.RequestHead");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder().append((char) random.nextInt(8));
        for (int requests = 1 + random.nextInt(3); requests > 0; requests--) {
            text.append(mostly(random.nextBoolean() ? "GET" : "POST", VERBS, random))
                    .append(' ')
                    .append(mostly("/backend/empty.php?r=0.1", TARGETS, random))
                    .append(random.nextInt(20) == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
            for (int fields = random.nextInt(3); fields > 0; fields--) {
                text.append(one(FIELDS, random)).append("\r\n");
            }
            body(text, random);
        }
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    private static void body(StringBuilder text, RandomGenerator random) {
        switch (random.nextInt(4)) {
            case 0 -> text.append("Content-Length: 5\r\n\r\nhello");
            case 1 -> text.append("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            case 2 -> {
                String length = one(LENGTHS, random);
                text.append("Content-Length: ").append(length).append("\r\n\r\n");
                text.append("x".repeat(length.equals(LENGTHS.getFirst()) && random.nextInt(10) == 0 ? 70_000 : 3));
            }
            default -> text.append("\r\n");
        }
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            throw new IOException("nobody came");
        }
        byte[] said = Arrays.copyOfRange(input, 1, input.length);
        var turn = new Turn(() -> 1, new ThroughputLoad(() -> 1));
        var others = input[0] == 0 ? turn.take(OTHER) : null;
        try (var channel = new ScriptedChannel(said)) {
            serve(channel, turn);
            check(new String(said, StandardCharsets.ISO_8859_1), channel.told());
        } finally {
            if (others != null) {
                others.close();
            }
        }
    }

    private void serve(ScriptedChannel channel, Turn turn) throws IOException {
        new ServedConnection(channel, CLIENT, new SpeedServer.Shared(turn, buffers, () -> 1)).serve();
        assertTrue(channel.isEnded(), "whoever has said all is told that it is over");
    }

    private static void check(String said, String told) throws IOException {
        assertTrue(told.isEmpty() || told.startsWith("HTTP/1.1 "), "an answer by itself");
        if (!told.startsWith("HTTP/1.1 200") && !told.startsWith("HTTP/1.1 100")) {
            throw new IOException("refused");
        }
        var method = METHOD.matcher(said);
        assertTrue(method.matches() && METHODS.contains(method.group(1)), "it does what nobody may ask for");
    }

    @Override
    public Check check() {
        return new Check("speedtest.ServedConnection", "answer", 2);
    }
}
