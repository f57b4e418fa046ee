package io.waddleperf.probe.tcp;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.PollLoop;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/// Sets up a TCP connection, times it and resets it.
public sealed interface Connector permits NativeConnector, JdkConnector {
    Attempt connect(InetSocketAddress address, Deadline deadline) throws InterruptedException;

    static Connector of(Optional<PollLoop> sockets, Ticker ticker) {
        return sockets.<Connector>map(NativeConnector::new).orElseGet(() -> new JdkConnector(ticker));
    }

    /// How an attempt ended.
    sealed interface Attempt {
        /// @param connectUs as the process saw it
        /// @param rttUs     SYN to SYN-ACK as the kernel saw it, empty where it does not tell
        record Connected(double connectUs, OptionalInt rttUs) implements Attempt {}

        /// The target answered with a reset.
        record Refused(double afterUs) implements Attempt {}

        record TimedOut() implements Attempt {}

        record Failed(Outcome.Failed outcome) implements Attempt {
            static Failed of(Failure failure, String detail) {
                return new Failed(new Outcome.Failed(failure, detail));
            }
        }
    }
}
