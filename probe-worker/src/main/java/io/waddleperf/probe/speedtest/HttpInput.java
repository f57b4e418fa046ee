package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.http.HttpFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// Cuts the bytes of a connection into heads and bodies of HTTP/1 (RFC 9112), within limits. A body
/// is looked at where it lies in the buffer, never copied.
final class HttpInput {
    private static final int MOST_HEAD_BYTES = 16_384;
    private static final int MOST_LINES = 100;
    private static final int MOST_CHUNK_LINE = 1_024;

    private final ReadableByteChannel channel;
    private ByteBuffer buffer;
    private boolean overrun;

    /// Takes a part of a body, which is the buffer's from its position to its limit.
    @FunctionalInterface
    interface Part {
        void take(ByteBuffer part) throws IOException;
    }

    /// @param buffer for nobody else
    HttpInput(ReadableByteChannel channel, ByteBuffer buffer) {
        this.channel = channel;
        this.buffer = buffer.clear().limit(0);
    }

    /// What is read by a buffer that is lent.
    @FunctionalInterface
    interface Reading {
        void run() throws IOException;
    }

    /// Reads by another buffer for a while, at least as large. What is read ahead by it and does not fit
    /// into the own one is lost: then there is no next head.
    void by(ByteBuffer other, Reading reading) throws IOException {
        var own = buffer;
        buffer = other.clear().put(own).flip();
        try {
            reading.run();
        } finally {
            overrun = buffer.remaining() > own.capacity();
            buffer = own.clear()
                    .put(overrun ? buffer.limit(buffer.position()) : buffer)
                    .flip();
        }
    }

    /// Whether bytes were read that nobody took.
    boolean readAhead() {
        return buffer.hasRemaining();
    }

    /// The next head without its line ends and the empty line; empty where the connection ended before
    /// it began.
    List<String> head() throws IOException {
        if (overrun) {
            throw new HttpFormatException("too many requests at once");
        }
        var lines = new ArrayList<String>();
        int left = MOST_HEAD_BYTES;
        while (true) {
            if (lines.isEmpty() && !buffer.hasRemaining() && !fill()) {
                return lines;
            }
            String line = line(left);
            left -= line.length() + 2;
            if (line.isEmpty() && !lines.isEmpty()) {
                return lines;
            }
            if (lines.size() == MOST_LINES || left <= 0) {
                throw new HttpFormatException(
                        "a head of more than " + MOST_LINES + " lines or " + MOST_HEAD_BYTES + " bytes");
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
    }

    /// Reads nothing ahead.
    ///
    /// @throws EOFException where there are not as many
    void exactly(long bytes, Part part) throws IOException {
        take(bytes, part, bytes);
    }

    /// @param ahead how far from here the connection may be read
    private void take(long bytes, Part part, long ahead) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (!buffer.hasRemaining() && !fill(ahead - bytes + left)) {
                throw new EOFException("the connection ended " + left + " bytes before the body's end");
            }
            left -= take(left, part);
        }
    }

    /// A chunked body with its trailers.
    void chunks(Part part) throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            take(size, part, Long.MAX_VALUE);
            if (!line(MOST_CHUNK_LINE).isEmpty()) {
                throw new HttpFormatException("a chunk is longer than it says");
            }
        }
        int lines = 0;
        while (!line(MOST_CHUNK_LINE).isEmpty()) {
            if (++lines > MOST_LINES) {
                throw new HttpFormatException("more than " + MOST_LINES + " trailers");
            }
        }
    }

    void untilTheEnd(Part part) throws IOException {
        while (buffer.hasRemaining() || fill()) {
            take(Long.MAX_VALUE, part);
        }
    }

    private long chunkSize() throws IOException {
        String line = line(MOST_CHUNK_LINE);
        int end = 0;
        while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
            end++;
        }
        boolean extended = end < line.length() && " \t;".indexOf(line.charAt(end)) >= 0;
        if (end == 0 || end > 15 || (end < line.length() && !extended)) {
            throw new HttpFormatException("no size of a chunk");
        }
        return Long.parseLong(line.substring(0, end), 16);
    }

    /// @return how many bytes of the body
    private int take(long most, Part part) throws IOException {
        int bytes = (int) Math.min(most, buffer.remaining());
        int end = buffer.position() + bytes;
        int filled = buffer.limit();
        part.take(buffer.limit(end));
        buffer.limit(filled).position(end);
        return bytes;
    }

    private String line(int mostBytes) throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new EOFException("the connection ended within a head");
            }
            char next = (char) (buffer.get() & 0xFF);
            if (next == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            if (line.length() >= mostBytes) {
                throw new HttpFormatException("a line or head of more than " + mostBytes + " bytes");
            }
            line.append(next);
        }
    }

    private boolean fill() throws IOException {
        return fill(Long.MAX_VALUE);
    }

    private boolean fill(long most) throws IOException {
        int read = channel.read(buffer.clear().limit((int) Math.min(most, buffer.capacity())));
        buffer.flip();
        return read > 0;
    }
}
