package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Answers over both versions of HTTP, good ones and others.
class DohReplyTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final byte[] BODY = {1, 2, 3, 4, 5};
    private static final byte[] SETTINGS = frame(4, 0, 0, new byte[0]);
    private static final byte[] OK = new HeaderBlock()
            .indexed(8)
            .field(HeaderBlock.CONTENT_TYPE, DohRequest.MEDIA_TYPE)
            .field(21, "7")
            .bytes();

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
    void readsHttp2InAnyPieces() throws Exception {
        var whole = http2(SETTINGS, frame(1, 4, 1, OK), frame(0, 1, 1, BODY));
        assertEquals(200, whole.status());
        assertTrue(whole.isDnsMessage());
        assertEquals(7, whole.ageSeconds());
        assertArrayEquals(BODY, whole.body());
        var pieces = http2(
                frame(1, 0, 1, Arrays.copyOf(OK, 3)),
                frame(9, 4, 1, Arrays.copyOfRange(OK, 3, OK.length)),
                frame(8, 0, 0, new byte[4]),
                frame(0, 8, 1, new byte[] {2, 1, 2, 0, 0}), // padded
                frame(0, 0, 1, new byte[] {3, 4, 5}),
                frame(1, 5, 1, new byte[] {0, 1, 'x', 1, 'y'})); // trailers
        assertArrayEquals(BODY, pieces.body());
        assertEquals(200, pieces.status());
    }

    @Test
    void acknowledgesSettingsAndPings() throws Exception {
        var out = new ByteArrayOutputStream();
        byte[] ping = {1, 2, 3, 4, 5, 6, 7, 8};
        var in = in(SETTINGS, frame(6, 0, 0, ping), frame(4, 1, 0, new byte[0]), frame(1, 5, 1, OK));
        new Http2Exchange(in, out).read();
        assertArrayEquals(joined(frame(4, 1, 0, new byte[0]), frame(6, 1, 0, ping)), out.toByteArray());
    }

    @Test
    void refusesHttp2ThatIsNone() {
        assertFormat("error 11", frame(7, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, 11}));
        assertFormat("error 1", frame(3, 0, 1, new byte[] {0, 0, 0, 1}));
        assertFormat("pushes", frame(5, 4, 1, new byte[4]));
        assertFormat("cut off", joined(frame(1, 0, 1, OK), frame(0, 1, 1, BODY)));
        assertFormat("did not begin", frame(9, 4, 1, OK));
        assertFormat("no status", frame(1, 5, 1, new byte[] {0, 1, 'x', 1, 'y'}));
        assertFormat("no headers", frame(0, 1, 1, BODY));
        assertFormat("more padding than bytes", frame(0, 9, 1, new byte[] {9, 1}));
        assertFormat("a frame of", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] endless = SETTINGS;
        for (int i = 0; i < 8; i++) {
            endless = joined(endless, endless);
        }
        assertFormat("no answer within", endless);
    }

    /// Valid answers with bytes changed, left out and doubled: an answer or a complaint, and no more
    /// memory than a message needs.
    @Test
    void survivesAnyBytes() {
        var random = new Random(20_261_126);
        var two = List.of(
                joined(SETTINGS, frame(1, 4, 1, OK), frame(0, 1, 1, BODY)),
                joined(frame(1, 0, 1, OK), frame(9, 4, 1, OK), frame(6, 0, 0, new byte[8]), frame(0, 9, 1, BODY)),
                joined(
                        frame(1, 4, 1, HexFormat.of().parseHex("88648264025f8b1d75d0620d263d4c741f71")),
                        frame(0, 1, 1, BODY)));
        var one = List.of(
                bytes("HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\nContent-Length: 5\r\n\r\nabcde"),
                bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"));
        var framed = List.of(joined(new byte[] {0, 14}, new byte[14]));
        int good = 0;
        for (int i = 0; i < INPUTS; i++) {
            good += survives(changed(two.get(i % two.size()), random), bytes -> http2(bytes));
            good += survives(
                    changed(one.get(i % one.size()), random),
                    bytes ->
                            new Http1Exchange(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream()).read());
            good += survives(
                    changed(framed.getFirst(), random),
                    bytes -> StreamTransport.readFramed(new ByteArrayInputStream(bytes)));
        }
        assertTrue(good > INPUTS / 10 && good < 3 * INPUTS, good + " read");
    }

    /// What reads one input.
    private interface Reading {
        Object read(byte[] bytes) throws IOException;
    }

    private static int survives(byte[] bytes, Reading reading) {
        try {
            reading.read(bytes);
            return 1;
        } catch (IOException e) { // the only kind that may come
            return 0;
        }
    }

    private static byte[] changed(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static void assertFormat(String part, String http1) {
        var complaint = assertThrows(DnsFormatException.class, () -> http1(http1));
        assertTrue(String.valueOf(complaint.getMessage()).contains(part), complaint.getMessage());
    }

    private static void assertFormat(String part, byte[] http2) {
        var complaint = assertThrows(DnsFormatException.class, () -> http2(http2));
        assertTrue(String.valueOf(complaint.getMessage()).contains(part), complaint.getMessage());
    }

    private static DohReply http1(String sent) throws IOException {
        return new Http1Exchange(new ByteArrayInputStream(bytes(sent)), OutputStream.nullOutputStream()).read();
    }

    private static DohReply http2(byte[]... frames) throws IOException {
        return new Http2Exchange(in(frames), OutputStream.nullOutputStream()).read();
    }

    private static ByteArrayInputStream in(byte[]... frames) {
        return new ByteArrayInputStream(joined(frames));
    }

    private static String text(DohReply reply) {
        return new String(reply.body(), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        byte[] head = {
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags,
            0,
            0,
            0,
            (byte) stream
        };
        return joined(head, payload);
    }
}
