package io.waddleperf.probe.throughput;

import java.io.IOException;

/// The peer said something that iperf3's protocol does not allow there.
final class IperfFormatException extends IOException {
    private static final long serialVersionUID = 1;

    IperfFormatException(String message) {
        super(message);
    }
}
