package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Answers over HTTP/1.1, good ones and others.
class DohReplyTest {
    @Test
    void readsHttp1WithALengthInChunksAndUntilTheEnd() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/dns-message; x=y\r\nAge: 12\r\n";
        var measured = http1(head + "Content-Length: 5\r\n\r\nabcdeXX");
        assertEquals("abcde", new String(measured.body(), StandardCharsets.US_ASCII));
        assertTrue(measured.isDnsMessage());
        assertEquals(12, measured.ageSeconds());
        assertEquals(
                "abcdefg",
                text(http1(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n2;x\r\nfg\r\n0\r\nT: 1\r\n\r\n")));
        assertEquals("abc", text(http1("HTTP/1.1 103 Early\r\n\r\n" + head + "\r\nabc")));
    }

    @Test
    void refusesHttp1ThatIsNone() {
        assertFormat("no HTTP response", "SSH-2.0-OpenSSH\r\n\r\n");
        assertFormat("no HTTP header field", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n");
        assertFormat("content-length is", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n");
        assertFormat("longer than any DNS message", "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n");
        assertFormat("the HTTP head is longer", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000));
        assertFormat("no size of an HTTP chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        assertThrows(EOFException.class, () -> http1("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"));
    }

    @Test
    void refusesMoreThanAMessageOverHttp2() throws Exception {
        var body = new DohBody();
        body.take(new byte[65_535], 0, 65_535);
        assertThrows(DnsFormatException.class, () -> body.take(new byte[1], 0, 1));
    }

    private static void assertFormat(String part, String http1) {
        var complaint = assertThrows(DnsFormatException.class, () -> http1(http1));
        assertTrue(String.valueOf(complaint.getMessage()).contains(part), complaint.getMessage());
    }

    private static DohReply http1(String sent) throws IOException {
        return new Http1Exchange(new ByteArrayInputStream(bytes(sent)), OutputStream.nullOutputStream()).read();
    }

    private static String text(DohReply reply) {
        return new String(reply.body(), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
