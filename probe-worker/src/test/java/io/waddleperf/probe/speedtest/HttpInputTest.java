package io.waddleperf.probe.speedtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpInputTest {
    private static final List<String> CORPUS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: keep-alive\r\n\r\nhello, world",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n"
                    .concat("1F\r\n0123456789012345678901234567890\r\n0\r\nX: y\r\n\r\n"),
            "HTTP/1.0 200 OK\nServer: x\n\nuntil the end");

    @Test
    void readsTheSameHoweverTheBytesCome() throws Exception {
        for (int buffer = 1; buffer < 100; buffer++) {
            assertEquals(12, SpeedFuzz.bodyBytes(CORPUS.get(0).getBytes(StandardCharsets.ISO_8859_1), buffer));
            assertEquals(36, SpeedFuzz.bodyBytes(CORPUS.get(1).getBytes(StandardCharsets.ISO_8859_1), buffer));
            assertEquals(13, SpeedFuzz.bodyBytes(CORPUS.get(2).getBytes(StandardCharsets.ISO_8859_1), buffer));
        }
    }
}
