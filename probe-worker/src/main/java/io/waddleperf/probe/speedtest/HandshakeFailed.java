package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.tls.RecordingTrustManager;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// There was no TLS connection, or none with a server that is trusted.
final class HandshakeFailed extends IOException {
    private static final long serialVersionUID = 1;

    private final transient RecordingTrustManager.@Nullable Seen seen;

    HandshakeFailed(IOException cause, RecordingTrustManager.@Nullable Seen seen) {
        super(seen == null || seen.trusted() ? cause.getMessage() : seen.verdict(), cause);
        this.seen = seen;
    }

    /// Null where the server showed no certificate.
    RecordingTrustManager.@Nullable Seen seen() {
        return seen;
    }
}
