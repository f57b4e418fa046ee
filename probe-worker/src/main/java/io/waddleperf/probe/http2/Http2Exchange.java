package io.waddleperf.probe.http2;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request over HTTP/2 (RFC 9113): the only stream of a connection that is closed after it.
///
/// The windows are opened as wide as they go, further than any body that is read here, so that they
/// need no care.
public final class Http2Exchange {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /// SETTINGS_HEADER_TABLE_SIZE and SETTINGS_ENABLE_PUSH: none; SETTINGS_INITIAL_WINDOW_SIZE: 2³¹ − 1.
    private static final byte[] SETTINGS = {0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 4, 0x7F, -1, -1, -1};

    /// From the 65,535 that a connection begins with to 2³¹ − 1.
    private static final byte[] WINDOW = {0x7F, -1, 0, 0};

    private static final int STREAM = 1;
    private static final int MOST_BODY_FRAME = 16_384;
    private static final int MOST_HEADER_BYTES = 65_536;
    private static final int MOST_IDLE_FRAMES = 1_000;

    private final DataInputStream in;
    private final OutputStream out;
    private final Sink sink;
    private final FrameRules rules = new FrameRules(STREAM);
    private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
    private @Nullable Head head;
    private @Nullable ContentLength length;
    private List<HeaderField> trailers = List.of();
    private int idleFrames;
    private boolean greeted;
    private boolean begun;
    private boolean headersOpen;
    private boolean lastHeaders;
    private boolean ended;

    /// Takes the body, piece by piece.
    public interface Sink {
        void take(byte[] bytes, int from, int length) throws IOException;

        /// Whether no more is wanted.
        boolean full();
    }

    /// @param fields without the pseudo-header of the status
    public record Head(int status, List<HeaderField> fields) {
        public Head {
            fields = List.copyOf(fields);
        }
    }

    public Http2Exchange(InputStream in, OutputStream out, Sink sink) {
        this.in = new DataInputStream(new BufferedInputStream(in, 16_384));
        this.out = out;
        this.sink = sink;
    }

    /// Preface, settings and the request in one write: it leaves without waiting for the server's.
    public void send(Http2Request request) throws IOException {
        var opening = new ByteArrayOutputStream();
        opening.writeBytes(PREFACE);
        opening.writeBytes(new Frame(Frame.SETTINGS, 0, 0, SETTINGS).bytes());
        opening.writeBytes(new Frame(Frame.WINDOW_UPDATE, 0, 0, WINDOW).bytes());
        byte[] body = request.body();
        if (body.length > MOST_BODY_FRAME) {
            throw new IllegalArgumentException("the body must have at most " + MOST_BODY_FRAME + " bytes");
        }
        int flags = Frame.END_HEADERS | (body.length == 0 ? Frame.END_STREAM : 0);
        opening.writeBytes(new Frame(Frame.HEADERS, flags, STREAM, request.head()).bytes());
        if (body.length > 0) {
            opening.writeBytes(new Frame(Frame.DATA, Frame.END_STREAM, STREAM, body).bytes());
        }
        out.write(opening.toByteArray());
        out.flush();
    }

    /// Waits until the response begins.
    public void awaitFirst() throws IOException {
        while (!begun && !ended) {
            step();
        }
    }

    /// Skips interim responses.
    public Head readHead() throws IOException {
        while (head == null && !ended) {
            step();
        }
        if (head == null) {
            throw new Http2Exception("the HTTP/2 response has no headers");
        }
        return head;
    }

    /// Reads to the body's end, or until no more is wanted.
    public void readBody() throws IOException {
        while (!ended && !sink.full()) {
            step();
        }
    }

    /// Those after the body; none where the body was not read to its end.
    public List<HeaderField> trailers() {
        return trailers;
    }

    private void step() throws IOException {
        Frame frame;
        try {
            frame = greeted ? Frame.read(in) : Frame.readFirst(in);
        } catch (EOFException e) {
            String when = greeted ? "within HTTP/2" : "before it spoke HTTP/2";
            throw (EOFException) new EOFException("the server closed the connection " + when).initCause(e);
        }
        greeted = true;
        if (headersOpen && frame.type() != Frame.CONTINUATION) {
            throw new Http2Exception("the headers of the HTTP/2 response are cut off");
        }
        rules.require(frame);
        take(frame);
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case Frame.HEADERS, Frame.CONTINUATION -> headers(frame);
            case Frame.DATA -> data(frame);
            case Frame.SETTINGS -> answer(frame, new byte[0]);
            case Frame.PING -> answer(frame, frame.payload());
            case Frame.RESET ->
                throw new Http2Exception("the server resets the HTTP/2 stream, error " + frame.number(0));
            case Frame.GO_AWAY -> goAway(frame);
            case Frame.PUSH -> throw new Http2Exception("the server pushes what it was told not to push");
            default -> idle(); // windows, priorities and what is not known do not matter here
        }
    }

    private void headers(Frame frame) throws Http2Exception {
        boolean continued = frame.type() == Frame.CONTINUATION;
        if (continued && !headersOpen) {
            throw new Http2Exception("the HTTP/2 response goes on with headers that did not begin");
        }
        idle();
        begun = true;
        lastHeaders = continued ? lastHeaders : frame.has(Frame.END_STREAM);
        headers.writeBytes(continued ? frame.payload() : frame.content());
        headersOpen = !frame.has(Frame.END_HEADERS);
        if (headers.size() > MOST_HEADER_BYTES) {
            throw new Http2Exception("the HTTP/2 headers have more than " + MOST_HEADER_BYTES + " bytes");
        }
        if (!headersOpen) {
            var parsed = HeaderBlock.parse(headers.toByteArray());
            headers.reset();
            parsed(parsed);
            end(lastHeaders);
        }
    }

    /// Those before the head are interim, those after it trailers.
    private void parsed(List<HeaderField> fields) throws Http2Exception {
        if (head != null) {
            FieldRules.requireFields(fields);
            if (!lastHeaders) {
                throw new Http2Exception("the HTTP/2 response goes on after its trailers");
            }
            trailers = fields;
            return;
        }
        FieldRules.requireHead(fields);
        int status = Integer.parseInt(fields.getFirst().value());
        if (status >= 200) {
            head = new Head(status, fields.subList(1, fields.size()));
            length = ContentLength.of(status, head.fields());
        }
    }

    private void end(boolean last) throws Http2Exception {
        if (last && length != null) {
            length.end();
        }
        ended = last;
    }

    private void data(Frame frame) throws IOException {
        if (length == null) {
            throw new Http2Exception("the HTTP/2 response has no headers");
        }
        byte[] content = frame.content();
        length.took(content.length);
        sink.take(content, 0, content.length);
        end(frame.has(Frame.END_STREAM));
        if (content.length == 0) {
            idle();
        }
    }

    /// Settings and pings are acknowledged.
    private void answer(Frame frame, byte[] payload) throws IOException {
        idle();
        if (!frame.has(Frame.ACK)) {
            out.write(new Frame(frame.type(), Frame.ACK, 0, payload).bytes());
            out.flush();
        }
    }

    /// A server that goes away for no fault of ours may still finish what it began.
    private void goAway(Frame frame) throws Http2Exception {
        idle();
        long error = frame.number(4);
        if (error != 0 || frame.number(0) < STREAM) {
            throw new Http2Exception("the server ends HTTP/2 without a response, error " + error);
        }
    }

    private void idle() throws Http2Exception {
        if (++idleFrames > MOST_IDLE_FRAMES) {
            throw new Http2Exception("no response within " + MOST_IDLE_FRAMES + " frames of HTTP/2");
        }
    }
}
