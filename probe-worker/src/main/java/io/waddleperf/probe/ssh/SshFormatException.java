package io.waddleperf.probe.ssh;

import java.io.IOException;

/// What came is not what an SSH server sends.
final class SshFormatException extends IOException {
    SshFormatException(String message) {
        super(message);
    }
}
