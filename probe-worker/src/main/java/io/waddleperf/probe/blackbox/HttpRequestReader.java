package io.waddleperf.probe.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Cuts the bytes of a connection into heads of requests, each at most 16 KiB.
final class HttpRequestReader {
    private static final int MOST_HEAD_BYTES = 16_384;

    private final InputStream in;
    private byte[] buffer = new byte[2_048];
    private int start;
    private int filled;

    HttpRequestReader(InputStream in) {
        this.in = in;
    }

    /// Empty where the other side has closed.
    ///
    /// @throws IOException where what came is no request
    Optional<HttpRequestHead> next() throws IOException {
        int looked = start;
        while (true) {
            int end = emptyLine(looked);
            if (end >= 0) {
                var head = new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
                start = end + (buffer[end] == '\r' ? 2 : 1);
                return Optional.of(HttpRequestHead.parse(head));
            }
            looked = Math.max(start, filled - 2); // a line's end may be cut in two
            int moved = start;
            if (!fill()) {
                return Optional.empty();
            }
            looked -= moved;
        }
    }

    /// Where the empty line behind a head begins; -1 where it has not come yet.
    private int emptyLine(int from) {
        for (int i = from; i < filled - 1; i++) {
            boolean bare = buffer[i] == '\n' && buffer[i + 1] == '\n';
            boolean full = buffer[i] == '\n' && buffer[i + 1] == '\r' && i + 2 < filled && buffer[i + 2] == '\n';
            if (bare || full) {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            if (filled >= MOST_HEAD_BYTES) {
                throw new IOException("a head of more than " + MOST_HEAD_BYTES + " bytes");
            }
            buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }
}
