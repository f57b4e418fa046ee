package io.waddleperf.probe.packets;

import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import java.util.OptionalInt;

/// Told what became of the packets of a [PacketSocket], on the socket thread.
public interface Arrivals {
    /// Hears nothing.
    Arrivals NOBODY = new Arrivals() {
        @Override
        public void left(int number, long stampNs) {}

        @Override
        public void replied(OptionalInt number, long stampNs) {}

        @Override
        public void objected(OptionalInt number, ExtendedError error, long stampNs) {}

        @Override
        public void tooBigForInterface(int mtuBytes) {}
    };

    /// The driver took the packet at that time.
    void left(int number, long stampNs);

    /// The target itself answered.
    ///
    /// @param number  which packet; empty where the answer does not say
    /// @param stampNs when the kernel got it, 0 where it does not tell
    void replied(OptionalInt number, long stampNs);

    /// An ICMP error came for a packet.
    void objected(OptionalInt number, ExtendedError error, long stampNs);

    /// The packet sent last does not fit this machine's own interface, whose MTU is this.
    void tooBigForInterface(int mtuBytes);
}
