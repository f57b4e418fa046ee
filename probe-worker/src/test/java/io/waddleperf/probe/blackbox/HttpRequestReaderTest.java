package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestReaderTest {
    private static final String TWO =
            String.join("\r\n", "GET /probe?target=a&module=b HTTP/1.1", "Host: a:1", "X-A:  b ", "", "HEAD / HTTP/1.1")
                    + "\nConnection: close\n\n";

    @Test
    void readsRequestsWhereverTheirBytesAreCut() throws IOException {
        for (int cut = 0; cut <= TWO.length(); cut++) {
            var reader = new HttpRequestReader(
                    new SequenceInputStream(stream(TWO.substring(0, cut)), stream(TWO.substring(cut))));
            assertEquals(
                    Optional.of(new HttpRequestHead(
                            "GET", "/probe", "target=a&module=b", true, Map.of("host", "a:1", "x-a", "b"))),
                    reader.next());
            assertEquals(
                    Optional.of(new HttpRequestHead("HEAD", "/", "", false, Map.of("connection", "close"))),
                    reader.next());
            assertTrue(reader.next().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET / HTTP/2\r\n\r\n",
                "GET  HTTP/1.1\r\n\r\n",
                "GET a HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\n: empty\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            })
    void refusesWhatIsNoRequestWithoutABody(String text) {
        assertThrows(IOException.class, () -> new HttpRequestReader(stream(text)).next());
    }

    @Test
    void readsNoHeadWithoutEnd() {
        var endless = stream("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(4_000));
        assertThrows(IOException.class, () -> new HttpRequestReader(endless).next());
    }

    /// Whatever comes, it is a request, an end or an [IOException].
    @Test
    void survivesChangedBytes() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = TWO.getBytes(StandardCharsets.ISO_8859_1);
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) "\r\n :/?H\0".charAt(random.nextInt(8));
            }
            var reader = new HttpRequestReader(new ByteArrayInputStream(bytes));
            try {
                for (int n = 0; n < 10 && reader.next().isPresent(); n++) {}
            } catch (IOException e) {
                assertTrue(e.getMessage() != null);
            }
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
