package io.waddleperf.contracts;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Address family: part of a series, so that no test falls back from one to the other in silence.
public enum Family implements WireName {
    IPV4("ipv4"),
    IPV6("ipv6"),
    UNKNOWN("unknown");

    private final String wireName;

    Family(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public static Family of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }
}
