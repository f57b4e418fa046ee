package io.waddleperf.probe.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// Reads one response of HTTP/1 from a stream, within limits.
final class ResponseReader {
    private static final int MOST_HEAD_BYTES = 65_536;
    private static final int MOST_INTERIM = 10;
    private static final int MOST_CHUNK_LINE = 1_024;

    private final InputStream in;
    private final byte[] buffer = new byte[16_384];
    private int at;
    private int filled;
    private int headBytesLeft = MOST_HEAD_BYTES;

    /// As many as of HTTP/2: each takes much more memory than bytes of the 64 KiB.
    private static final int MOST_LINES = 200;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /// Waits until the first byte is there.
    void awaitFirstByte() throws IOException {
        if (!fill()) {
            throw new EOFException("the server closed the connection without a response");
        }
    }

    /// Skips interim responses (1xx); at most 64 KiB in all.
    ResponseHead readHead() throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            var lines = new ArrayList<String>();
            for (String line = headLine(); !line.isEmpty() || lines.isEmpty(); line = headLine()) {
                if (lines.size() == MOST_LINES) {
                    throw new HttpFormatException("more than " + MOST_LINES + " HTTP headers");
                }
                lines.add(line);
            }
            var head = ResponseHead.parse(lines);
            if (!head.interim()) {
                return head;
            }
        }
        throw new HttpFormatException("more than " + MOST_INTERIM + " interim responses");
    }

    /// Reads to the body's end, or until no more is wanted.
    void readBody(ResponseHead.Framing framing, Body body) throws IOException {
        switch (framing) {
            case ResponseHead.Framing.Nothing _ -> {}
            case ResponseHead.Framing.Length length -> copy(length.bytes(), body);
            case ResponseHead.Framing.Chunked _ -> readChunks(body);
            case ResponseHead.Framing.UntilClose _ -> readUntilClose(body);
        }
    }

    private void readChunks(Body body) throws IOException {
        while (!body.full()) {
            long size = chunkSize(line(MOST_CHUNK_LINE));
            if (size == 0) {
                readTrailers();
                return;
            }
            copy(size, body);
            if (!body.full() && !line(MOST_CHUNK_LINE).isEmpty()) {
                throw new HttpFormatException("a chunk is longer than it says");
            }
        }
    }

    private static long chunkSize(String line) throws HttpFormatException {
        String size = line.replaceFirst(";.*", "").strip(); // without extensions
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new HttpFormatException("no chunk size: " + ResponseHead.shortened(line));
        }
        return Long.parseLong(size, 16);
    }

    private void readTrailers() throws IOException {
        String line = headLine();
        while (!line.isEmpty()) {
            line = headLine();
        }
    }

    private void copy(long bytes, Body body) throws IOException {
        long left = Math.min(bytes, body.room());
        while (left > 0 && !body.full()) {
            if (at == filled && !fill()) {
                throw new EOFException("the server closed the connection " + left + " bytes before the body's end");
            }
            int step = (int) Math.min(left, filled - at);
            body.take(buffer, at, step);
            at += step;
            left -= step;
        }
    }

    private void readUntilClose(Body body) throws IOException {
        while (!body.full() && (at < filled || fill())) {
            int step = (int) Math.min(body.room(), filled - at);
            body.take(buffer, at, step);
            at += step;
        }
    }

    private String headLine() throws IOException {
        String line = line(headBytesLeft);
        headBytesLeft -= line.length() + 1;
        return line;
    }

    private String line(int mostBytes) throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (at == filled && !fill()) {
                throw new EOFException("the server closed the connection within the response's head");
            }
            byte next = buffer[at++];
            if (next == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            if (line.length() >= mostBytes) {
                throw new HttpFormatException("the head is longer than " + MOST_HEAD_BYTES + " bytes");
            }
            line.append((char) (next & 0xFF)); // ISO 8859-1, as old servers have it
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
