package io.waddleperf.probe.http2;

import static io.waddleperf.probe.http2.TestFrames.SETTINGS;
import static io.waddleperf.probe.http2.TestFrames.block;
import static io.waddleperf.probe.http2.TestFrames.data;
import static io.waddleperf.probe.http2.TestFrames.frame;
import static io.waddleperf.probe.http2.TestFrames.headers;
import static io.waddleperf.probe.http2.TestFrames.joined;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Responses over HTTP/2, good ones and others.
class Http2ExchangeTest {
    private static final byte[] BODY = {1, 2, 3, 4, 5};
    private static final String[] OK = {":status", "200", "server", "test", "x-own", "value"};

    private final Kept body = new Kept();

    /// Keeps up to 1 MiB.
    private static final class Kept implements Http2Exchange.Sink {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int most = 1_048_576;

        @Override
        public void take(byte[] piece, int from, int length) {
            bytes.write(piece, from, length);
        }

        @Override
        public boolean full() {
            return bytes.size() >= most;
        }
    }

    @Test
    void asksInOneWriteWithWindowsThatNeedNoCare() throws Exception {
        var out = new ByteArrayOutputStream();
        var request = Http2Request.get("https", "example.test", "/x", List.of(new HeaderField("x-own", "1")));
        new Http2Exchange(new ByteArrayInputStream(new byte[0]), out, new Kept()).send(request);
        byte[] expected = joined(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                frame(4, 0, 0, HexFormat.of().parseHex("000100000000" + "000200000000" + "00047fffffff")),
                frame(8, 0, 0, HexFormat.of().parseHex("7fff0000")),
                headers(
                        5,
                        ":method",
                        "GET",
                        ":scheme",
                        "https",
                        ":authority",
                        "example.test",
                        ":path",
                        "/x",
                        "x-own",
                        "1"));
        assertArrayEquals(expected, out.toByteArray());
    }

    @Test
    void readsAResponseInAnyPieces() throws Exception {
        byte[] block = block(OK);
        var exchange = exchange(
                SETTINGS,
                headers(4, ":status", "103", "link", "x"),
                frame(1, 0, 1, Arrays.copyOf(block, 3)),
                frame(9, 4, 1, Arrays.copyOfRange(block, 3, block.length)),
                frame(8, 0, 0, new byte[4]),
                data(8, new byte[] {2, 1, 2, 0, 0}), // padded
                data(0, new byte[] {3, 4, 5}),
                headers(5, "grpc-status", "0"));
        exchange.awaitFirst();
        var head = exchange.readHead();
        assertEquals(200, head.status());
        assertEquals(List.of(new HeaderField("server", "test"), new HeaderField("x-own", "value")), head.fields());
        exchange.readBody();
        assertArrayEquals(BODY, body.bytes.toByteArray());
        assertEquals(List.of(new HeaderField("grpc-status", "0")), exchange.trailers());
    }

    @Test
    void stopsWhenNoMoreIsWanted() throws Exception {
        body.most = 5;
        var exchange = exchange(SETTINGS, headers(4, OK), data(0, BODY), data(0, BODY));
        exchange.readHead();
        exchange.readBody();
        assertEquals(5, body.bytes.size());
    }

    @Test
    void letsAServerGoAwayThatFinishesWhatItBegan() throws Exception {
        var exchange = exchange(SETTINGS, headers(4, OK), frame(7, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0), data(1, BODY));
        exchange.readHead();
        exchange.readBody();
        assertArrayEquals(BODY, body.bytes.toByteArray());
    }

    @Test
    void acknowledgesSettingsAndPings() throws Exception {
        var out = new ByteArrayOutputStream();
        byte[] ping = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] sent = joined(SETTINGS, frame(6, 0, 0, ping), frame(4, 1, 0), headers(5, OK));
        new Http2Exchange(new ByteArrayInputStream(sent), out, body).readHead();
        assertArrayEquals(joined(frame(4, 1, 0), frame(6, 1, 0, ping)), out.toByteArray());
    }

    @Test
    void refusesWhatIsNoResponse() {
        assertComplaint("error 11", SETTINGS, frame(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11));
        assertComplaint("error 1", SETTINGS, frame(3, 0, 1, 0, 0, 0, 1));
        assertComplaint("pushes", SETTINGS, frame(5, 4, 1, new byte[4]));
        assertComplaint("cut off", SETTINGS, frame(1, 0, 1, block(OK)), data(1, BODY));
        assertComplaint("did not begin", SETTINGS, frame(9, 4, 1, block(OK)));
        assertComplaint("no status", SETTINGS, headers(5, "x", "y"));
        assertComplaint("no headers", SETTINGS, data(1, BODY));
        assertComplaint("more padding than bytes", SETTINGS, headers(4, OK), data(9, new byte[] {9, 1}));
        assertComplaint("begins without settings", headers(5, OK));
        var pings = new byte[1_001][];
        Arrays.fill(pings, frame(6, 1, 0, new byte[8]));
        assertComplaint("no response within 1000 frames", SETTINGS, joined(pings));
    }

    @Test
    void refusesFramesThatAreNotOfThisRequest() {
        assertComplaint("stream 3, which nobody opened", SETTINGS, frame(1, 4, 3, block(OK)));
        assertComplaint("stream 2, which nobody opened", SETTINGS, headers(4, OK), frame(0, 1, 2, BODY));
        assertComplaint("stream 0, which nobody opened", SETTINGS, headers(4, OK), frame(0, 1, 0, BODY));
        assertComplaint("stream 5, which nobody opened", SETTINGS, frame(3, 0, 5, new byte[4]));
        assertComplaint("stream 7, which nobody opened", SETTINGS, frame(8, 0, 7, 0, 0, 0, 1));
        assertComplaint("only the connection may have", SETTINGS, frame(4, 0, 1));
        assertComplaint("only the connection may have", SETTINGS, frame(6, 0, 1, new byte[8]));
        assertComplaint("of 7 bytes", SETTINGS, frame(6, 0, 0, new byte[7]));
        assertComplaint("of 5 bytes", SETTINGS, frame(4, 0, 0, new byte[5]));
        assertComplaint("of 4 bytes", SETTINGS, frame(7, 0, 0, new byte[4]));
        assertComplaint("of 3 bytes", SETTINGS, frame(3, 0, 1, new byte[3]));
    }

    /// RFC 9113, section 8.1.1.
    @Test
    void refusesAResponseThatIsMalformed() throws Exception {
        String[] five = {":status", "200", "content-length", "5"};
        assertComplaint("5 bytes, the HTTP/2 response has only 3", SETTINGS, headers(4, five), data(1, new byte[3]));
        assertComplaint("5 bytes, the HTTP/2 response has more", SETTINGS, headers(4, five), data(0, new byte[6]));
        assertComplaint("has only 0", SETTINGS, headers(5, five));
        assertComplaint("has only 3", SETTINGS, headers(4, five), data(0, new byte[3]), headers(5, "x", "y"));
        assertComplaint("content-length is", SETTINGS, headers(5, ":status", "200", "content-length", "-1"));
        assertComplaint("the header Server", SETTINGS, headers(5, ":status", "200", "Server", "x"));
        assertComplaint("the header connection", SETTINGS, headers(5, ":status", "200", "connection", "close"));
        assertComplaint("the header :path", SETTINGS, headers(5, ":status", "200", ":path", "/"));
        assertComplaint("no status", SETTINGS, headers(5, "server", "x", ":status", "200"));
        assertComplaint("the header x", SETTINGS, headers(5, ":status", "200", "x", "a\r\nb: c"));
        assertComplaint("the header :status", SETTINGS, headers(4, OK), headers(5, ":status", "200"));
        assertComplaint("goes on after its trailers", SETTINGS, headers(4, OK), headers(4, "x", "y"));
        var notModified = exchange(SETTINGS, headers(5, ":status", "304", "content-length", "5"));
        assertEquals(304, notModified.readHead().status()); // the length of what was not sent
        body.bytes.reset();
        var exact = exchange(SETTINGS, headers(4, five), data(1, BODY));
        exact.readHead();
        exact.readBody();
        assertArrayEquals(BODY, body.bytes.toByteArray());
    }

    @Test
    void doesNotTakeOtherBytesForHttp2() {
        for (byte[] other : List.of(
                "SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[64],
                frame(4, 0, 3),
                frame(4, 1, 0),
                frame(4, 0, 0, new byte[5]),
                headers(5, OK))) {
            var complaint =
                    assertThrows(Http2Exception.class, () -> exchange(other).readHead());
            assertEquals(Http2Exception.Spoken.SOMETHING_ELSE, complaint.spoken(), complaint.getMessage());
        }
        byte[] later = joined(SETTINGS, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var complaint = assertThrows(Http2Exception.class, () -> exchange(later).readHead());
        assertEquals(Http2Exception.Spoken.HTTP_2, complaint.spoken());
    }

    @Test
    void knowsHttp1WhenItSeesIt() {
        byte[] sent = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        var complaint = assertThrows(Http2Exception.class, () -> exchange(sent).readHead());
        assertEquals(Http2Exception.Spoken.HTTP_1, complaint.spoken());
        assertThrows(EOFException.class, () -> exchange(new byte[0]).readHead());
    }

    private void assertComplaint(String part, byte[]... frames) {
        var complaint = assertThrows(Http2Exception.class, () -> {
            var exchange = exchange(frames);
            exchange.readHead();
            exchange.readBody();
        });
        assertTrue(String.valueOf(complaint.getMessage()).contains(part), complaint.getMessage());
    }

    private Http2Exchange exchange(byte[]... frames) {
        return new Http2Exchange(new ByteArrayInputStream(joined(frames)), OutputStream.nullOutputStream(), body);
    }
}
