package io.waddleperf.probe.traceroute;

import java.net.InetAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How the packets of a run leave, and how their answers come: on the socket thread.
interface TraceWire {
    /// Such as `icmp-dgram`, as in `Quality.method`.
    String method();

    /// `icmp`, `udp` or `tcp`.
    String protocol();

    /// Whether a packet must be settled before the next may leave.
    boolean oneAtATime();

    /// How long waiting for an answer makes sense.
    long longestWaitNanos();

    /// From now on tells what comes.
    void listen(Listener hearer);

    /// All that is to do before the clock is read.
    ///
    /// @return 0, or the negated error number
    int prepare(int ttl);

    /// @return 0, or the negated error number
    int send(int number);

    /// Tells of what came already.
    void collect();

    void close();

    /// Told what comes.
    interface Listener {
        /// Hears nothing.
        Listener NOBODY = new Listener() {
            @Override
            public void left(int number, long stampNs) {}

            @Override
            public void heard(OptionalInt number, Word word) {}
        };

        void left(int number, long stampNs);

        /// @param number empty where the answer does not say to which packet it belongs
        void heard(OptionalInt number, Word word);
    }

    /// One answer.
    ///
    /// @param by          null where not known
    /// @param stampNs     when the kernel got it; 0 where it does not tell
    /// @param kernelRttUs round trip by the kernel's own books; 0 where there is none
    record Word(@Nullable InetAddress by, Reading reading, long stampNs, int kernelRttUs) {}
}
