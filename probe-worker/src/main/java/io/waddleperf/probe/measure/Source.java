package io.waddleperf.probe.measure;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// Who asks, as far as limits go: an IPv4 address, or an IPv6 network of 64 bits, since who has one
/// address of that has them all.
///
/// @param network its bits; those of an IPv4 address stand below 2^32
public record Source(long network) {
    /// Whom an address counts as.
    public static Source of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return new Source(address instanceof Inet6Address ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt()));
    }
}
