package io.waddleperf.probe.capture;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.probe.capture.FilterProgram.Known;
import io.waddleperf.probe.nativenet.FilterInstruction;
import io.waddleperf.probe.nativenet.Linux;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// The filter of one capture: which packets, and how many bytes of each, from the network header on.
///
/// Later fragments have no ports, and IPv6 packets with extension headers are not looked through: with
/// a port they are left out, without one their IP header is kept. A TCP packet that is too short for
/// its header is left out.
final class HostFilter {
    private static final int MORE_THAN_A_FIRST_FRAGMENT = 0x1FFF;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV4_FRAGMENT = 6;
    private static final int IPV4_ADDRESSES = 12;
    private static final int IPV6_PROTOCOL = 6;
    private static final int IPV6_ADDRESSES = 8;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_OFFSET = 12;

    /// Also what an echo has for a header (RFC 792, RFC 4443).
    private static final int UDP_HEADER = 8;

    /// An ICMP error quotes the IP header and 8 bytes of the packet that it is about.
    private static final int ICMP_ERROR = 8 + 20 + 8;

    private static final int ICMPV6_ERROR = 8 + IPV6_HEADER + 8;

    private final CaptureSpec spec;
    private final InetAddress host;
    private final FilterProgram program = new FilterProgram();

    private HostFilter(CaptureSpec spec, InetAddress host) {
        this.spec = spec;
        this.host = host;
    }

    static List<FilterInstruction> of(CaptureSpec spec, InetAddress host) {
        return new HostFilter(spec, host).program();
    }

    private List<FilterInstruction> program() {
        boolean v6 = host instanceof Inet6Address;
        program.load(Known.HARDWARE_TYPE)
                .ifEqual(Linux.ARPHRD_LOOPBACK, "", "protocol")
                .load(Known.PACKET_TYPE)
                .ifEqual(Linux.PACKET_OUTGOING, "nothing", "protocol")
                .label("protocol")
                .load(Known.PROTOCOL)
                .ifEqual(v6 ? Linux.ETH_P_IPV6 : Linux.ETH_P_IP, "version", "")
                .ifEqual(Linux.ETH_P_8021Q, "version", "") // an outgoing packet may have its tag inside
                .ifEqual(Linux.ETH_P_8021AD, "version", "nothing")
                .label("version")
                .loadByte(0)
                .right(4)
                .ifEqual(v6 ? 6 : 4, "addresses", "nothing")
                .label("addresses");
        addresses(v6 ? IPV6_ADDRESSES : IPV4_ADDRESSES);
        program.label("wanted");
        if (spec.port() != null) {
            port(v6, spec.port());
        }
        if (!spec.payload()) {
            headers(v6);
            program.label("bounded").ifGreater(spec.snapBytes(), "all", "").take();
        }
        return program.label("all")
                .take(spec.snapBytes())
                .label("nothing")
                .take(0)
                .instructions();
    }

    /// The source's address, else the destination's.
    private void addresses(int offset) {
        var words = ByteBuffer.wrap(host.getAddress());
        int bytes = words.remaining();
        for (int from = 0; from < bytes; from += Integer.BYTES) {
            boolean last = from + Integer.BYTES == bytes;
            program.loadWord(offset + from).ifEqual(words.getInt(from), last ? "wanted" : "", "destination");
        }
        program.label("destination");
        for (int from = 0; from < bytes; from += Integer.BYTES) {
            program.loadWord(offset + bytes + from).ifEqual(words.getInt(from), "", "nothing");
        }
    }

    private void port(boolean v6, int port) {
        program.loadByte(v6 ? IPV6_PROTOCOL : IPV4_PROTOCOL)
                .ifEqual(Linux.IPPROTO_TCP, "ports", "")
                .ifEqual(Linux.IPPROTO_UDP, "ports", "nothing")
                .label("ports");
        if (v6) {
            program.loadHalf(IPV6_HEADER)
                    .ifEqual(port, "port", "")
                    .loadHalf(IPV6_HEADER + 2)
                    .ifEqual(port, "port", "nothing");
        } else {
            program.loadHalf(IPV4_FRAGMENT)
                    .ifAnyBit(MORE_THAN_A_FIRST_FRAGMENT, "nothing", "")
                    .xToIpv4HeaderBytes()
                    .loadHalfBehindX(0)
                    .ifEqual(port, "port", "")
                    .loadHalfBehindX(2)
                    .ifEqual(port, "port", "nothing");
        }
        program.label("port");
    }

    /// A becomes the bytes of the headers.
    private void headers(boolean v6) {
        if (v6) {
            headersV6();
        } else {
            headersV4();
        }
    }

    private void headersV4() {
        program.xToIpv4HeaderBytes()
                .loadHalf(IPV4_FRAGMENT)
                .ifAnyBit(MORE_THAN_A_FIRST_FRAGMENT, "other", "")
                .loadByte(IPV4_PROTOCOL)
                .ifEqual(Linux.IPPROTO_TCP, "tcp", "")
                .ifEqual(Linux.IPPROTO_UDP, "udp", "")
                .ifEqual(Linux.IPPROTO_ICMP, "icmp", "other")
                .label("tcp")
                .loadByteBehindX(TCP_OFFSET)
                .right(4)
                .left(2)
                .plusX()
                .go("bounded")
                .label("icmp")
                .loadByteBehindX(0)
                .ifEqual(0, "udp", "") // echoes
                .ifEqual(8, "udp", "")
                .number(ICMP_ERROR)
                .plusX()
                .go("bounded")
                .label("udp")
                .number(UDP_HEADER)
                .plusX()
                .go("bounded")
                .label("other")
                .copyX();
    }

    private void headersV6() {
        program.loadByte(IPV6_PROTOCOL)
                .ifEqual(Linux.IPPROTO_TCP, "tcp", "")
                .ifEqual(Linux.IPPROTO_UDP, "udp", "")
                .ifEqual(Linux.IPPROTO_ICMPV6, "icmp", "other")
                .label("tcp")
                .loadByte(IPV6_HEADER + TCP_OFFSET)
                .right(4)
                .left(2)
                .plus(IPV6_HEADER)
                .go("bounded")
                .label("icmp")
                .loadByte(IPV6_HEADER)
                .ifEqual(128, "udp", "") // echoes
                .ifEqual(129, "udp", "")
                .number(IPV6_HEADER + ICMPV6_ERROR)
                .go("bounded")
                .label("udp")
                .number(IPV6_HEADER + UDP_HEADER)
                .go("bounded")
                .label("other")
                .number(IPV6_HEADER);
    }
}
