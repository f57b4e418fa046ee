package io.waddleperf.contracts.kafka;

/// A topic has another partition count than this process was told: its records would go where nobody reads them, and it
/// would read where nobody writes.
public final class WrongPartitionsException extends IllegalStateException {
    WrongPartitionsException(String topic, int found, int expected, String setting) {
        super("topic " + topic + " has " + found + " partitions, but " + setting + " says " + expected + "; set "
                + setting + " to the topic's count, it cannot change after creation");
    }
}
