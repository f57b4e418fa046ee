package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.tls.TrustRecorder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// There was no TLS connection, or none with a server that is trusted.
final class HandshakeFailed extends IOException {
    private static final long serialVersionUID = 1;

    private final transient TrustRecorder.@Nullable Seen seen;

    HandshakeFailed(IOException cause, TrustRecorder.@Nullable Seen seen) {
        super(seen == null || seen.trusted() ? cause.getMessage() : seen.verdict(), cause);
        this.seen = seen;
    }

    /// Null where the server showed no certificate.
    TrustRecorder.@Nullable Seen seen() {
        return seen;
    }
}
