package io.waddleperf.probe.http2;

/// Which frames a server may send on a connection of one stream (RFC 9113, sections 5.1 and 6).
final class FrameRules {
    private static final int SETTING_BYTES = 6;
    private static final int PING_BYTES = 8;
    private static final int LEAST_GO_AWAY_BYTES = 8;
    private static final int NUMBER_BYTES = 4;

    private final int stream;

    /// @param stream the only one that was opened
    FrameRules(int stream) {
        this.stream = stream;
    }

    /// Frames of kinds that nobody knows are let through, as the RFC wants it.
    void require(Frame frame) throws Http2Exception {
        int bytes = frame.payload().length;
        switch (frame.type()) {
            case Frame.DATA, Frame.HEADERS, Frame.CONTINUATION -> ours(frame);
            case Frame.RESET -> {
                ours(frame);
                size(frame, bytes == NUMBER_BYTES);
            }
            case Frame.SETTINGS -> {
                connections(frame);
                size(frame, frame.has(Frame.ACK) ? bytes == 0 : bytes % SETTING_BYTES == 0);
            }
            case Frame.PING -> {
                connections(frame);
                size(frame, bytes == PING_BYTES);
            }
            case Frame.GO_AWAY -> {
                connections(frame);
                size(frame, bytes >= LEAST_GO_AWAY_BYTES);
            }
            case Frame.WINDOW_UPDATE -> {
                if (frame.stream() != 0) {
                    ours(frame);
                }
                size(frame, bytes == NUMBER_BYTES);
            }
            default -> {}
        }
    }

    private void ours(Frame frame) throws Http2Exception {
        if (frame.stream() != stream) {
            throw new Http2Exception("the server sends a frame (type " + frame.type() + ") of the HTTP/2 stream "
                    + frame.stream() + ", which nobody opened");
        }
    }

    private static void connections(Frame frame) throws Http2Exception {
        if (frame.stream() != 0) {
            throw new Http2Exception("the server sends a frame (type " + frame.type() + ") of the HTTP/2 stream "
                    + frame.stream() + ", which only the connection may have");
        }
    }

    private static void size(Frame frame, boolean fits) throws Http2Exception {
        if (!fits) {
            throw new Http2Exception("the server sends an HTTP/2 frame (type " + frame.type() + ") of "
                    + frame.payload().length + " bytes, which no such frame has");
        }
    }
}
