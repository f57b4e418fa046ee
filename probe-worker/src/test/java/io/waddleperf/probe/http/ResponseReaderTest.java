package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final long ALL = 1_000_000;

    /// Of a coding and trailers.
    private static final String CHUNKED = String.join(
            "\r\n", "HTTP/1.1 200 OK", "Transfer-Encoding: %s", "", "3;why=not", "abc", "4", "defg", "0", "%s", "");

    @Test
    void readsABodyOfKnownLength() throws Exception {
        assertEquals(5, body("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more", ALL));
    }

    @Test
    void readsChunksWithExtensionsAndTrailers() throws Exception {
        assertEquals(7, body(CHUNKED.formatted("gzip, Chunked", "Trailer: yes\r\n"), ALL));
    }

    @Test
    void readsUntilTheServerCloses() throws Exception {
        assertEquals(9, body("HTTP/1.0 200\r\n\r\nunbounded", ALL));
    }

    @Test
    void stopsAtTheMostBytes() throws Exception {
        assertEquals(4, body("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789", 4));
        assertEquals(4, body("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n", 4));
        assertEquals(4, body("HTTP/1.1 200 OK\r\n\r\n0123456789", 4));
    }

    @Test
    void skipsInterimResponses() throws Exception {
        assertEquals(
                2,
                body("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", ALL));
    }

    @Test
    void expectsNoBodyAfter204And304() throws Exception {
        assertEquals(0, body("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", ALL));
        assertEquals(0, body("HTTP/1.1 304 Not Modified\r\n\r\n", ALL));
    }

    @Test
    void refusesWhatIsNoHttp() {
        assertThrows(HttpFormatException.class, () -> body("SSH-2.0-OpenSSH_9.2\r\n\r\n", ALL));
        assertThrows(HttpFormatException.class, () -> body("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", ALL));
        assertThrows(
                HttpFormatException.class,
                () -> body("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", ALL));
        assertThrows(
                HttpFormatException.class,
                () -> body("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", ALL));
    }

    @Test
    void refusesAHeadBeyond64KiBOr200Lines() {
        assertThrows(
                HttpFormatException.class, () -> body("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200) + "\r\n", ALL));
        assertThrows(HttpFormatException.class, () -> body("HTTP/1.1 200 OK\r\nA: " + "b".repeat(70_000), ALL));
        assertThrows(HttpFormatException.class, () -> body("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000), ALL));
    }

    @Test
    void saysWhenTheServerClosesTooEarly() {
        assertThrows(EOFException.class, () -> body("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi", ALL));
        assertThrows(EOFException.class, () -> body("HTTP/1.1 20", ALL));
        assertThrows(EOFException.class, () -> body("", ALL));
    }

    @Test
    void neitherHangsNorBreaksOnAnyBytes() {
        long seed = 20_261_123;
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            var random = new Random(seed);
            for (int i = 0; i < 20_000; i++) {
                survives(random.nextBoolean() ? randomBytes(random) : mutated(random));
            }
        });
    }

    private static void survives(byte[] bytes) {
        try {
            read(bytes, ALL);
        } catch (IOException e) { // the only kind that may come
        }
    }

    private static byte[] randomBytes(Random random) {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = ResponseReader.ascii(CHUNKED.formatted("chunked\r\nContent-Length: 7", ""));
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static long body(String response, long mostBytes) throws IOException {
        return read(ResponseReader.ascii(response), mostBytes);
    }

    private static long read(byte[] response, long mostBytes) throws IOException {
        var reader = new ResponseReader(new ByteArrayInputStream(response));
        reader.awaitFirstByte();
        var body = Body.counted(mostBytes);
        reader.readBody(reader.readHead().framing(), body);
        return body.bytes();
    }
}
