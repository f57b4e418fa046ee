package io.waddleperf.probe.dns;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question over HTTP/2 (RFC 9113): the only stream of a connection that is closed after it.
///
/// No answer outgrows the window that each side begins with (65,535 bytes), so that windows need no
/// care.
final class Http2Exchange {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PUSH = 5;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int CONTINUATION = 9;

    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int PRIORITY = 0x20;

    private static final int MOST_FRAME_BYTES = 16_384;
    private static final int MOST_HEADER_BYTES = 65_536;
    private static final int MOST_FRAMES = 200;

    private final DataInputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable List<DohReply.Field> fields;
    private boolean headersOpen;
    private boolean lastHeaders;

    /// Of the stream, or of the connection where `stream` is 0.
    @SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
    private record Frame(int type, int flags, int stream, byte[] payload) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    Http2Exchange(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = out;
    }

    DohReply run(DohRequest request) throws IOException {
        out.write(opening(request));
        out.flush();
        return read();
    }

    /// Preface, settings and the question in one write: it leaves without waiting for the server's.
    private static byte[] opening(DohRequest request) {
        var opening = new ByteArrayOutputStream();
        opening.writeBytes(PREFACE);
        // SETTINGS_HEADER_TABLE_SIZE and SETTINGS_ENABLE_PUSH: none
        opening.writeBytes(frame(SETTINGS, 0, 0, new byte[] {0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0}));
        var block = new HeaderBlock()
                .indexed(request.post() ? HeaderBlock.POST : HeaderBlock.GET)
                .indexed(HeaderBlock.HTTPS)
                .field(HeaderBlock.AUTHORITY, request.asked().authority())
                .field(HeaderBlock.PATH, request.path())
                .field(HeaderBlock.ACCEPT, DohRequest.MEDIA_TYPE)
                .field(HeaderBlock.USER_AGENT, request.userAgent());
        if (request.post()) {
            block.field(HeaderBlock.CONTENT_TYPE, DohRequest.MEDIA_TYPE)
                    .field(HeaderBlock.CONTENT_LENGTH, String.valueOf(request.body().length));
            opening.writeBytes(frame(HEADERS, END_HEADERS, 1, block.bytes()));
            opening.writeBytes(frame(DATA, END_STREAM, 1, request.body()));
        } else {
            opening.writeBytes(frame(HEADERS, END_HEADERS | END_STREAM, 1, block.bytes()));
        }
        return opening.toByteArray();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putShort((short) (payload.length >> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /// Reads until the stream has ended.
    DohReply read() throws IOException {
        for (int i = 0; i < MOST_FRAMES; i++) {
            if (take(next())) {
                return reply();
            }
        }
        throw new DnsFormatException("no answer within " + MOST_FRAMES + " frames of HTTP/2");
    }

    private DohReply reply() throws DnsFormatException {
        if (fields == null) {
            throw new DnsFormatException("the HTTP/2 answer has no headers");
        }
        return new DohReply(statusOf(fields), fields, body.toByteArray());
    }

    private static int statusOf(List<DohReply.Field> fields) throws DnsFormatException {
        String status = fields.stream()
                .filter(field -> field.name().equals(":status"))
                .map(DohReply.Field::value)
                .findFirst()
                .orElse("");
        if (!status.matches("[1-5]\\d\\d")) {
            throw new DnsFormatException("the HTTP/2 answer has no status");
        }
        return Integer.parseInt(status);
    }

    private Frame next() throws IOException {
        int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & 0x7FFF_FFFF;
        if (length > MOST_FRAME_BYTES) {
            throw new DnsFormatException("no HTTP/2: a frame of " + length + " bytes");
        }
        var payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, payload);
    }

    /// @return whether our stream has ended
    private boolean take(Frame frame) throws IOException {
        if (headersOpen && frame.type() != CONTINUATION) {
            throw new DnsFormatException("the headers of the HTTP/2 answer are cut off");
        }
        return switch (frame.type()) {
            case HEADERS -> frame.stream() == 1 && headers(frame, content(frame));
            case CONTINUATION -> frame.stream() == 1 && headers(frame, frame.payload());
            case DATA -> frame.stream() == 1 && data(frame);
            case SETTINGS -> answered(frame, new byte[0]);
            case PING -> answered(frame, frame.payload());
            case RESET, GO_AWAY ->
                throw new DnsFormatException("the server ends HTTP/2 without an answer, error " + errorOf(frame));
            case PUSH -> throw new DnsFormatException("the server pushes what it was told not to push");
            default -> false; // windows, priorities and what is not known do not matter here
        };
    }

    private boolean headers(Frame frame, byte[] fragment) throws IOException {
        if (frame.type() == CONTINUATION && !headersOpen) {
            throw new DnsFormatException("the HTTP/2 answer goes on with headers that did not begin");
        }
        lastHeaders = frame.type() == HEADERS ? frame.has(END_STREAM) : lastHeaders;
        headers.write(fragment);
        headersOpen = !frame.has(END_HEADERS);
        if (headers.size() > MOST_HEADER_BYTES) {
            throw new DnsFormatException("the HTTP/2 headers have more than " + MOST_HEADER_BYTES + " bytes");
        }
        if (headersOpen) {
            return false;
        }
        var parsed = HeaderBlock.parse(headers.toByteArray());
        headers.reset();
        if (fields == null && statusOf(parsed) >= 200) {
            fields = parsed; // those before are interim, those after trailers
        }
        return lastHeaders;
    }

    private boolean data(Frame frame) throws IOException {
        body.write(content(frame));
        if (body.size() > DohReply.MOST_BODY_BYTES) {
            throw new DnsFormatException("the answer is longer than any DNS message");
        }
        return frame.has(END_STREAM);
    }

    /// Without padding and priority.
    private static byte[] content(Frame frame) throws DnsFormatException {
        byte[] payload = frame.payload();
        int from = 0;
        int to = payload.length;
        if (frame.has(PADDED)) {
            from = 1;
            to -= payload.length == 0 ? 1 : payload[0] & 0xFF;
        }
        if (frame.type() == HEADERS && frame.has(PRIORITY)) {
            from += 5;
        }
        if (from > to) {
            throw new DnsFormatException("an HTTP/2 frame has more padding than bytes");
        }
        return Arrays.copyOfRange(payload, from, to);
    }

    /// Settings and pings are acknowledged.
    private boolean answered(Frame frame, byte[] payload) throws IOException {
        if (!frame.has(ACK)) {
            out.write(frame(frame.type(), ACK, 0, payload));
            out.flush();
        }
        return false;
    }

    /// Of GOAWAY the second number; negative where there is none.
    private static long errorOf(Frame frame) {
        int at = frame.type() == GO_AWAY ? 4 : 0;
        return frame.payload().length < at + 4
                ? -1
                : Integer.toUnsignedLong(ByteBuffer.wrap(frame.payload()).getInt(at));
    }
}
