package io.waddleperf.probe.http3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// QUIC or HTTP/3 ended before the response did.
public final class Http3Exception extends IOException {
    Http3Exception(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
