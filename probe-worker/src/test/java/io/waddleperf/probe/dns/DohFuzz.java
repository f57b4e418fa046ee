package io.waddleperf.probe.dns;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/// Answers of DNS over HTTP/1.1, up to the message in them.
public final class DohFuzz implements FuzzTarget {
    private static final List<String> START =
            List.of("HTTP/1.1 404 No", "HTTP/1.1 204", "HTTP/1.0 304 x", "HTTP/2 200", "x");
    private static final List<String> FIELDS = List.of(
            "Content-Type: application/dns-message; x=y",
            "Content-Type: text/html",
            "Content-Type: " + "t".repeat(100),
            "Age: 12",
            "Age: -1",
            "Content-Length: 5",
            "Content-Length: 6",
            "Content-Length: x",
            "Content-Length: 70000",
            "Transfer-Encoding: chunked",
            "nonsense",
            "x: " + "y".repeat(17_000));
    private static final List<String> BODIES = List.of(
            "abcde",
            "5\r\nabcde\r\n0\r\n\r\n",
            "5;x\r\nabcde\r\n2\r\nfg\r\n0\r\nT: 1\r\n\r\n",
            "5\r\nabcdefg\r\n",
            "zz\r\n",
            "99999999\r\nx",
            "");

    @Override
    public String name() {
        return "DNS over HTTP/1.1";
    }

    @Override
    public List<String> parsers() {
        return List.of("dns.Http1Exchange", "dns.DohReply", "dns.DohBody");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder();
        for (int interim = random.nextInt(20) == 0 ? 7 : random.nextInt(6) / 5; interim > 0; interim--) {
            text.append("HTTP/1.1 103 Early\r\nLink: x\n\r\n");
        }
        text.append(mostly("HTTP/1.1 200 OK", START, random)).append("\r\n");
        for (int fields = random.nextInt(4); fields > 0; fields--) {
            text.append(one(FIELDS, random)).append(random.nextInt(5) == 0 ? "\n" : "\r\n");
        }
        text.append("\r\n").append(one(BODIES, random));
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        var reply = new Http1Exchange(new ByteArrayInputStream(input), OutputStream.nullOutputStream()).read();
        assertTrue(reply.body().length <= Math.min(input.length, DohReply.MOST_BODY_BYTES));
        assertTrue(reply.isDnsMessage() || reply.shownType().length() <= 80);
        assertTrue(reply.ageSeconds() >= 0 && reply.status() >= 200);
        var over2 = new DohBody();
        for (int i = 0; i < (input.length % 3 == 0 ? 3 : 1) && !over2.full(); i++) {
            over2.take(new byte[30_000], 0, 30_000);
            assertTrue(over2.bytes().length <= DohReply.MOST_BODY_BYTES);
        }
    }

    @Override
    public Check check() {
        return new Check("dns.Http1Exchange", "copy", 0);
    }
}
