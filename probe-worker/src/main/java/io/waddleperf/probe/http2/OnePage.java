package io.waddleperf.probe.http2;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What a server of HTTP/2 says that has one page, whatever it is asked: for rehearsals.
public final class OnePage {
    private static final int STREAM = 1;
    private static final byte[] PAGE = new byte[64];

    private OnePage() {}

    /// As [#answer(OutputStream)], of such a head, body and trailers.
    public static void answer(OutputStream out, List<HeaderField> head, byte[] body, List<HeaderField> trailers)
            throws IOException {
        for (var frame : List.of(
                new Frame(Frame.SETTINGS, 0, 0, new byte[0]),
                new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]),
                new Frame(Frame.HEADERS, Frame.END_HEADERS, STREAM, block(head)),
                new Frame(Frame.DATA, 0, STREAM, body),
                new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, STREAM, block(trailers)))) {
            out.write(frame.bytes());
        }
        out.flush();
    }

    private static byte[] block(List<HeaderField> fields) {
        var block = new HeaderBlock();
        fields.forEach(field -> block.field(field.name(), field.value()));
        return block.bytes();
    }

    /// Settings, the acknowledgement of the client's, headers and body; what is asked need not be read
    /// first.
    public static void answer(OutputStream out) throws IOException {
        var block = new HeaderBlock()
                .field(":status", "200")
                .field("server", "rehearsal")
                .field("content-length", String.valueOf(PAGE.length));
        for (var frame : List.of(
                new Frame(Frame.SETTINGS, 0, 0, new byte[0]),
                new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]),
                new Frame(Frame.HEADERS, Frame.END_HEADERS, STREAM, block.bytes()),
                new Frame(Frame.DATA, Frame.END_STREAM, STREAM, PAGE))) {
            out.write(frame.bytes());
        }
        out.flush();
    }
}
