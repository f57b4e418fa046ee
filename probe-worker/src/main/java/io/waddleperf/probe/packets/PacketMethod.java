package io.waddleperf.probe.packets;

import io.waddleperf.probe.nativenet.Errno;
import java.util.List;

/// A kind of socket that numbered packets leave by.
public enum PacketMethod {
    /// Needs the process's group in the sysctl `net.ipv4.ping_group_range`, also for IPv6.
    ICMP_DGRAM("icmp-dgram", "icmp"),
    /// Needs CAP_NET_RAW.
    ICMP_RAW("icmp-raw", "icmp"),
    /// Needs nothing.
    UDP("udp-errqueue", "udp");

    /// For tests that want echo requests: UDP where those are not allowed.
    public static final List<PacketMethod> ECHO_FIRST = List.of(ICMP_DGRAM, ICMP_RAW, UDP);

    public static final List<PacketMethod> UDP_ONLY = List.of(UDP);

    private final String wireName;
    private final String protocol;

    PacketMethod(String wireName, String protocol) {
        this.wireName = wireName;
        this.protocol = protocol;
    }

    /// As in `Quality.method`.
    public String wireName() {
        return wireName;
    }

    /// `icmp` or `udp`.
    public String protocol() {
        return protocol;
    }

    /// Why the kernel gives no such socket.
    String objection(int errno) {
        String why = switch (this) {
            case ICMP_DGRAM -> ", the sysctl net.ipv4.ping_group_range leaves this process's group out";
            case ICMP_RAW -> ", this process lacks CAP_NET_RAW";
            case UDP -> "";
        };
        boolean forbidden = errno == Errno.EACCES || errno == Errno.EPERM;
        return wireName + ": " + Errno.name(errno) + (forbidden ? why : "");
    }
}
