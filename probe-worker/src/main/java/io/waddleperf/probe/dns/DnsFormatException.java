package io.waddleperf.probe.dns;

import java.io.IOException;

/// What came is no answer to the question that was asked.
final class DnsFormatException extends IOException {
    DnsFormatException(String message) {
        super(message);
    }

    DnsFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
