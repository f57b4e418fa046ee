package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/// The C structures that cross into the kernel, for 64-bit Linux; LayoutsTest holds their offsets.
final class Layouts {
    static final StructLayout POLLFD = MemoryLayout.structLayout(
            JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT.withName("revents"));

    static final StructLayout TIMESPEC =
            MemoryLayout.structLayout(JAVA_LONG.withName("tv_sec"), JAVA_LONG.withName("tv_nsec"));

    static final StructLayout IOVEC =
            MemoryLayout.structLayout(ADDRESS.withName("iov_base"), JAVA_LONG.withName("iov_len"));

    static final StructLayout MSGHDR = MemoryLayout.structLayout(
            ADDRESS.withName("msg_name"),
            JAVA_INT.withName("msg_namelen"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("msg_iov"),
            JAVA_LONG.withName("msg_iovlen"),
            ADDRESS.withName("msg_control"),
            JAVA_LONG.withName("msg_controllen"),
            JAVA_INT.withName("msg_flags"),
            MemoryLayout.paddingLayout(4));

    static final StructLayout MMSGHDR = MemoryLayout.structLayout(
            MSGHDR.withName("msg_hdr"), JAVA_INT.withName("msg_len"), MemoryLayout.paddingLayout(4));

    static final StructLayout CMSGHDR = MemoryLayout.structLayout(
            JAVA_LONG.withName("cmsg_len"), JAVA_INT.withName("cmsg_level"), JAVA_INT.withName("cmsg_type"));

    static final StructLayout SOCK_EXTENDED_ERR = MemoryLayout.structLayout(
            JAVA_INT.withName("ee_errno"),
            JAVA_BYTE.withName("ee_origin"),
            JAVA_BYTE.withName("ee_type"),
            JAVA_BYTE.withName("ee_code"),
            JAVA_BYTE.withName("ee_pad"),
            JAVA_INT.withName("ee_info"),
            JAVA_INT.withName("ee_data"));

    /// The largest address that we pass, a `sockaddr_in6`.
    static final int SOCKADDR_IN6_BYTES = 28;

    static final int SOCKADDR_IN_BYTES = 16;

    /// `struct in_pktinfo`: interface, local address, destination.
    static final int IN_PKTINFO_BYTES = 12;

    /// `struct in6_pktinfo`: local address, interface.
    static final int IN6_PKTINFO_BYTES = 20;

    /// `tcpi_rtt` in `tcp_info`: the smoothed round-trip time in microseconds, which after the
    /// handshake is that of SYN and SYN-ACK.
    static final int TCP_INFO_RTT = 68;

    static final int TCP_INFO_SND_MSS = 16;
    static final int TCP_INFO_UNACKED = 24;
    static final int TCP_INFO_SND_CWND = 80;
    static final int TCP_INFO_TOTAL_RETRANS = 100;
    static final int TCP_INFO_NOTSENT_BYTES = 144;

    static final int TCP_INFO_BYTES = 256;

    /// `SK_MEMINFO_DROPS` among the nine numbers of `SO_MEMINFO`.
    static final int MEMINFO_DROPS = 8 * Integer.BYTES;

    static final int MEMINFO_BYTES = 9 * Integer.BYTES;

    private Layouts() {}

    static long offset(StructLayout layout, String field) {
        return layout.byteOffset(PathElement.groupElement(field));
    }
}
