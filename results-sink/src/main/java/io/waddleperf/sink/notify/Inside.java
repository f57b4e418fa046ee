package io.waddleperf.sink.notify;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Which addresses are not of the open internet: a notification's URL must not reach in there.
final class Inside {
    private Inside() {}

    static boolean has(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        return switch (address) {
            case Inet4Address four -> inside(four.getAddress());
            case Inet6Address six -> inside6(six.getAddress());
            default -> true;
        };
    }

    /// RFC 6890: this network, carriers' NAT, protocol assignments, benchmarks, reserved.
    private static boolean inside(byte[] a) {
        int first = a[0] & 0xff;
        int second = a[1] & 0xff;
        return first == 0
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 192 && second == 0 && a[2] == 0)
                || (first == 198 && (second & 0xfe) == 18)
                || first >= 240;
    }

    /// Unique local addresses, and those that carry an IPv4 address: NAT64, 6to4, IPv4-compatible.
    private static boolean inside6(byte[] a) {
        if ((a[0] & 0xfe) == 0xfc) {
            return true;
        }
        if (startsWith(a, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01)) {
            return true; // RFC 8215: NAT64 of this network
        }
        if (startsWith(a, 0x00, 0x64, 0xff, 0x9b)) {
            return carries(a, 12);
        }
        if (startsWith(a, 0x20, 0x02)) {
            return carries(a, 2);
        }
        return startsWith(a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) && carries(a, 12);
    }

    private static boolean startsWith(byte[] address, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((address[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean carries(byte[] six, int at) {
        try {
            return has(InetAddress.getByAddress(new byte[] {six[at], six[at + 1], six[at + 2], six[at + 3]}));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are an address
        }
    }
}
