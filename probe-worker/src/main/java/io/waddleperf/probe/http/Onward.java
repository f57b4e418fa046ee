package io.waddleperf.probe.http;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.probe.measure.Destination;
import java.net.InetAddress;

/// Finds the address behind a URL that a response led to, and asks whether it may be tested.
@FunctionalInterface
public interface Onward {
    /// @param first where the test began: it says the family, and whether this machine itself is meant
    Found to(Endpoint location, InetAddress first) throws InterruptedException;

    /// An address, or why there is none.
    sealed interface Found {
        /// @param pausedNanos how long it waited for its turn, which is none of the test's time
        record At(Destination destination, long pausedNanos) implements Found {
            At(Destination destination) {
                this(destination, 0);
            }
        }

        record Not(String reason) implements Found {}

        /// This probe has no room for the test, which says nothing of the server.
        record Busy(String reason) implements Found {}
    }
}
