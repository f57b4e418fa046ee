package io.waddleperf.sink.notify;

/// The configuration of notifications is wrong; the message says where and what is allowed.
public final class ConfigurationProblem extends RuntimeException {
    ConfigurationProblem(String message) {
        super(message);
    }

    ConfigurationProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
