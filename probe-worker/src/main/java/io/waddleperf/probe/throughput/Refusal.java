package io.waddleperf.probe.throughput;

import java.io.IOException;

/// The server does not go on with a test, and tells the client why by iperf3's number of it.
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int number;

    Refusal(int number, String message) {
        super(message);
        this.number = number;
    }

    int number() {
        return number;
    }
}
