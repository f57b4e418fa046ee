package io.waddleperf.probe.http;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/// Responses of HTTP/1, with where they lead.
public final class HttpFuzz implements FuzzTarget {
    private static final List<String> STATUS = List.of(
            "200 OK", "404", "204 No Content", "304 Not Modified", "301 Moved", "302 Found", "307 x", "100 Continue");
    private static final List<String> ODD_START = List.of(
            "HTTP/1.0 200", "HTTP/2 200", "HTTP/1.1 999 x", "HTTP/1.1 2x0", "SSH-2.0-x", "HTTP/1.1  200 OK", "");
    private static final List<String> LOCATIONS = List.of(
            "/next",
            "?a=b",
            "?",
            "//elsewhere.test/x y",
            "https://user@example.test/",
            "http://[::1]:99999/",
            "http://[::1/",
            "ftp://example.test/",
            "mailto:a@b",
            "#part",
            "../..%zz",
            "",
            "http://example.test/",
            "/" + "x".repeat(2_100),
            "/caf\u00e9{}|^`");
    private static final List<String> FIELDS = List.of(
            "Server: x",
            "Content-Length: 5",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: -1",
            "Content-Length: 999999999999999999",
            "Content-Length: 3",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Connection: close",
            ": empty",
            "no field",
            "X:\ty");
    private static final List<String> BODIES = List.of(
            "hello",
            "",
            "5\r\nhello\r\n0\r\n\r\n",
            "5;ext=1\r\nhello\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n",
            "zz\r\n",
            "fffffffffffffff\r\nx",
            "2\r\nlong\r\n0\r\n\r\n",
            "0\r\n\r\n",
            "x".repeat(20_000));

    @Override
    public String name() {
        return "HTTP/1 responses and redirects";
    }

    @Override
    public List<String> parsers() {
        return List.of("http.ResponseReader", "http.ResponseHead", "http.Trail", "http.Body");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder();
        for (int interim = random.nextInt(40) == 0 ? 12 : random.nextInt(8) / 7; interim > 0; interim--) {
            text.append("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        }
        String end = random.nextInt(4) == 0 ? "\n" : "\r\n";
        text.append(mostly("HTTP/1.1 " + one(STATUS, random), ODD_START, random))
                .append(end);
        for (int fields = random.nextInt(40) == 0 ? 250 : random.nextInt(4); fields > 0; fields--) {
            text.append(mostly("X-Field: value", FIELDS, random)).append(end);
        }
        if (random.nextInt(3) > 0) {
            text.append(one(FIELDS, random)).append(end);
        }
        if (random.nextInt(3) == 0) {
            text.append("Location: ").append(one(LOCATIONS, random)).append(end);
        }
        if (random.nextInt(200) == 0) {
            text.append("X: ").append("y".repeat(70_000)).append(end);
        }
        text.append(end).append(one(BODIES, random));
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        var reader = new ResponseReader(new ByteArrayInputStream(input));
        reader.awaitFirstByte();
        var head = reader.readHead();
        int most = 1 + (input.length & 0x1FFF);
        try (var room = new KeptBytes(input.length % 7 == 0 ? 3 : 1_000_000).share()) {
            var body = input.length % 3 == 0 ? Body.counted(most) : Body.kept(most, room);
            reader.readBody(head.framing(), body);
            assertTrue(body.bytes() <= input.length && body.bytes() <= most, "a body has no more bytes than came");
        }
        follow(new Trail(input.length % 4), head);
    }

    /// Whoever leads on and on comes to an end.
    private static void follow(Trail trail, ResponseHead head) {
        var request = HttpRequest.of(Endpoint.parse("http://example.test/a/b?c"), null);
        for (int i = 0; i < 6; i++) {
            switch (trail.after(request, "192.0.2.1", head)) {
                case Trail.Step.Leads leads -> {
                    var location = leads.location();
                    assertTrue(location.url() != null && trail.followed().size() <= 3);
                    request = HttpRequest.of(location, null);
                }
                case Trail.Step.Lost _, Trail.Step.Arrived _ -> {
                    return;
                }
            }
        }
        throw new AssertionError("followed without an end");
    }

    @Override
    public Check check() {
        return new Check("http.ResponseHead", "parse", 2);
    }
}
