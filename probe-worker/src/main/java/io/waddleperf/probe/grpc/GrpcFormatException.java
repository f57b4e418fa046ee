package io.waddleperf.probe.grpc;

import java.io.IOException;

/// What came is no answer of a health service.
final class GrpcFormatException extends IOException {
    GrpcFormatException(String message) {
        super(message);
    }
}
