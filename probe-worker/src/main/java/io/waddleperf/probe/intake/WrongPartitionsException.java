package io.waddleperf.probe.intake;

/// A topic has another partition count than this probe was told, so it would read the wrong one.
public final class WrongPartitionsException extends RuntimeException {
    WrongPartitionsException(String topic, int found, int expected) {
        super("topic " + topic + " has " + found + " partitions, but this probe was started with --partitions="
                + expected + "; start it with the topic's count");
    }
}
