package io.waddleperf.probe.speedtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.http.HttpFormatException;
import io.waddleperf.probe.http.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Valid messages, mutated: each is read within bounds or refused, nothing else.
class HttpInputFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final List<String> CORPUS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: keep-alive\r\n\r\nhello, world",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n"
                    .concat("1F\r\n0123456789012345678901234567890\r\n0\r\nX: y\r\n\r\n"),
            "HTTP/1.0 200 OK\nServer: x\n\nuntil the end",
            "POST /backend/empty.php?cors=true&r=1 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 5\r\n\r\nhello",
            "GET /garbage.php?ckSize=100 HTTP/1.1\r\nHost: [::1]:8989\r\nConnection: close\r\n\r\n");

    @Test
    void readsOrRefusesWhatItIsSent() throws Exception {
        var random = new Random(5);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = mutated(CORPUS.get(i % CORPUS.size()), random);
            try {
                assertTrue(bodyBytes(bytes, 1 + random.nextInt(64)) <= bytes.length, "more than there was");
            } catch (HttpFormatException | EOFException e) {
                refused++;
            }
        }
        assertTrue(refused > INPUTS / 10 && refused < INPUTS, refused + " refused");
    }

    @Test
    void readsTheSameHoweverTheBytesCome() throws Exception {
        for (int buffer = 1; buffer < 100; buffer++) {
            assertEquals(12, bodyBytes(CORPUS.get(0).getBytes(StandardCharsets.ISO_8859_1), buffer));
            assertEquals(36, bodyBytes(CORPUS.get(1).getBytes(StandardCharsets.ISO_8859_1), buffer));
            assertEquals(13, bodyBytes(CORPUS.get(2).getBytes(StandardCharsets.ISO_8859_1), buffer));
        }
    }

    private static long bodyBytes(byte[] bytes, int buffer) throws IOException {
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

    private static byte[] mutated(String valid, Random random) {
        byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return java.util.Arrays.copyOf(bytes, random.nextInt(5) == 0 ? random.nextInt(bytes.length + 1) : bytes.length);
    }
}
