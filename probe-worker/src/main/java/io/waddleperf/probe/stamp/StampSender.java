package io.waddleperf.probe.stamp;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.PollLoop;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;

/// Sends a plan's packets and waits for their answers.
public sealed interface StampSender permits NativeSender, JdkSender {
    StampReport send(InetSocketAddress reflector, StampPlan plan) throws InterruptedException;

    /// @param sockets empty where native sockets are not available
    static StampSender of(Optional<PollLoop> sockets, InstantSource time, Ticker ticker) {
        return sockets.<StampSender>map(NativeSender::new).orElseGet(() -> new JdkSender(time, ticker));
    }
}
