package io.waddleperf.probe.responder;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.nativenet.Libc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/// Answers STAMP packets and echoes shorter ones, on a thread of its own.
sealed interface StampReflector extends AutoCloseable permits NativeReflector, JdkReflector {
    /// @param address port 0 for any free one
    /// @param guests  who is answered
    /// @throws IOException where the port is taken or not allowed
    static StampReflector start(InetSocketAddress address, Guests guests, InstantSource time, Ticker ticker)
            throws IOException {
        var reflections = new Reflections(guests, guests.token(), ticker, KernelClock::read);
        return Libc.available()
                ? NativeReflector.start(address, reflections, ticker)
                : JdkReflector.start(address, reflections, time);
    }

    InetSocketAddress address();

    @Override
    void close();
}
