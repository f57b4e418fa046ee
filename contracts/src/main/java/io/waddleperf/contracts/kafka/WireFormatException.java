package io.waddleperf.contracts.kafka;

/// A record's value is not the event that its topic promises; the message says what is wrong.
public final class WireFormatException extends RuntimeException {
    public WireFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
