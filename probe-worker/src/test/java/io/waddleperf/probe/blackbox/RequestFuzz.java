package io.waddleperf.probe.blackbox;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Requests to the endpoints for scrapers, several on a connection, cut anywhere.
public final class RequestFuzz implements FuzzTarget {
    private static final List<String> START = List.of(
            "GET / HTTP/1.0",
            "HEAD /metrics HTTP/1.1",
            "GET  HTTP/1.1",
            "GET http://x/ HTTP/1.1",
            "GET / HTTP/2",
            "x",
            "",
            "GET  / HTTP/1.1",
            " / HTTP/1.1");
    private static final List<String> FIELDS = List.of(
            "Connection: close",
            "Connection: keep-alive",
            "Content-Length: 0",
            "Content-Length: 5",
            "Transfer-Encoding: chunked",
            ": x",
            "no field",
            "X: y\r\nx:z");

    @Override
    public String name() {
        return "HTTP requests to the probe";
    }

    @Override
    public List<String> parsers() {
        return List.of("blackbox.HttpRequestReader", "blackbox.HttpRequestHead");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder();
        for (int requests = 1 + random.nextInt(3); requests > 0; requests--) {
            String end = random.nextInt(4) == 0 ? "\n" : "\r\n";
            text.append(mostly("GET /probe?target=a&module=b HTTP/1.1", START, random))
                    .append(end);
            for (int fields = random.nextInt(60) == 0 ? 120 : random.nextInt(4); fields > 0; fields--) {
                text.append(mostly("X-" + fields + ": value", FIELDS, random)).append(end);
            }
            if (random.nextInt(60) == 0) {
                text.append("Long: ").append("y".repeat(random.nextInt(20_000))).append(end);
            }
            text.append(end);
        }
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        int cut = input.length == 0 ? 0 : (input[0] & 0xFF) % input.length;
        var reader = new HttpRequestReader(new SequenceInputStream(
                new ByteArrayInputStream(Arrays.copyOf(input, cut)),
                new ByteArrayInputStream(Arrays.copyOfRange(input, cut, input.length))));
        int requests = 0;
        for (var head = reader.next(); head.isPresent(); head = reader.next()) {
            assertTrue(head.get().path().startsWith("/") && head.get().headers().size() <= 100);
            assertTrue(++requests <= input.length, "a request has bytes");
        }
    }

    @Override
    public Check check() {
        return new Check("blackbox.HttpRequestHead", "parse", 3);
    }
}
