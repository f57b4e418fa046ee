package io.waddleperf.probe.speedtest;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.http.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Requests to our server of speed tests and answers to our client: a byte that chooses how much is read
/// at once, then what came.
public final class SpeedFuzz implements FuzzTarget {
    private static final List<String> LENGTHS = List.of("0", "-1", "x", "1073741825", "99999999999999999999", "5, 5");
    private static final List<String> REQUESTS = List.of(
            "POST /backend/empty.php?cors=true&r=1 HTTP/1.1",
            "GET /garbage.php?ckSize=100 HTTP/1.1",
            "GET / HTTP/1.0",
            "OPTIONS * HTTP/1.1",
            "GET  HTTP/1.1",
            "nonsense",
            "GET /a HTTP/2.0");
    private static final List<String> FIELDS = List.of(
            "Host: [::1]:8989",
            "Expect: 100-continue",
            "Connection: close",
            "Connection: keep-alive, x",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Content-Length: 3",
            ": y",
            " folded",
            "X");

    @Override
    public String name() {
        return "speed test requests and answers";
    }

    @Override
    public List<String> parsers() {
        return List.of("speedtest.HttpInput", "speedtest.RequestHead");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder().append((char) (1 + random.nextInt(64)));
        boolean request = random.nextInt(3) > 0;
        String end = random.nextInt(10) == 0 ? "\n" : "\r\n";
        text.append(random.nextInt(10) == 0 ? end : "");
        if (!request && random.nextInt(4) == 0) {
            text.append("HTTP/1.1 100 Continue").append(end).append(end);
        }
        text.append(request ? mostly(REQUESTS.getFirst(), REQUESTS, random) : "HTTP/1.1 200 OK")
                .append(end);
        int fields = random.nextInt(40) == 0 ? 120 : random.nextInt(3);
        for (int i = 0; i < fields; i++) {
            text.append(random.nextInt(60) == 0 ? "Y: " + "y".repeat(17_000) : one(FIELDS, random))
                    .append(end);
        }
        body(text, end, random);
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    private static void body(StringBuilder text, String end, RandomGenerator random) {
        switch (random.nextInt(4)) {
            case 0 -> text.append(end);
            case 1 ->
                text.append("Content-Length: ")
                        .append(mostly("5", LENGTHS, random))
                        .append(end)
                        .append(end)
                        .append("hello");
            case 2 -> text.append(end).append("until the end");
            default -> {
                text.append("Transfer-Encoding: chunked").append(end).append(end);
                for (int chunks = random.nextInt(3); chunks > 0; chunks--) {
                    text.append(mostly("5", List.of("5;a=b", "5 ", "g", "4", "1F", "fffffffffffffffff", ""), random));
                    text.append(end).append("hello").append(end);
                }
                text.append('0').append(end);
                int trailers = random.nextInt(20) == 0 ? 150 : random.nextInt(2);
                text.append(("X: y" + end).repeat(trailers)).append(end);
            }
        }
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            throw new IOException("no size");
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        int buffer = 1 + (input[0] & 0xFF);
        assertTrue(bodyBytes(bytes, buffer) <= bytes.length, "more than there was");
        var other = new HttpInput(Channels.newChannel(new ByteArrayInputStream(bytes)), ByteBuffer.allocate(buffer));
        other.by(ByteBuffer.allocate(2 * buffer), other::head);
        if (other.readAhead()) {
            other.head();
        }
    }

    /// Reads a head and the body behind it.
    static long bodyBytes(byte[] bytes, int buffer) throws IOException {
        var in = new HttpInput(Channels.newChannel(new ByteArrayInputStream(bytes)), ByteBuffer.allocate(buffer));
        long[] body = {0};
        HttpInput.Part part = one -> body[0] += one.remaining();
        var lines = in.head();
        if (lines.isEmpty()) {
            return 0;
        }
        if (!lines.getFirst().startsWith("HTTP/")) {
            var request = RequestHead.parse(lines);
            long length = request.bodyBytes();
            if (length == RequestHead.CHUNKED) {
                in.chunks(part);
            } else {
                in.exactly(length, part);
            }
            return body[0];
        }
        var head = ResponseHead.parse(lines);
        if (head.interim()) {
            lines = in.head();
            head = ResponseHead.parse(lines.isEmpty() ? List.of("") : lines);
        }
        switch (head.framing()) {
            case ResponseHead.Framing.Nothing _ -> {}
            case ResponseHead.Framing.Length(long length) -> in.exactly(length, part);
            case ResponseHead.Framing.Chunked _ -> in.chunks(part);
            case ResponseHead.Framing.UntilClose _ -> in.untilTheEnd(part);
        }
        return body[0];
    }

    @Override
    public Check check() {
        return new Check("speedtest.HttpInput", "line", 0);
    }
}
