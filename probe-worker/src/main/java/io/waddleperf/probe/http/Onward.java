package io.waddleperf.probe.http;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.probe.measure.Destination;

/// Finds the address behind a URL that a response led to, and asks whether it may be tested.
@FunctionalInterface
public interface Onward {
    Found to(Endpoint location, Family family) throws InterruptedException;

    /// An address, or why there is none.
    sealed interface Found {
        record At(Destination destination) implements Found {}

        record Not(String reason) implements Found {}

        /// This probe has no room for the test, which says nothing of the server.
        record Busy(String reason) implements Found {}
    }
}
