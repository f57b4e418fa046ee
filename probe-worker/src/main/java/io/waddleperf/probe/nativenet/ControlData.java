package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// The control messages of one packet.
///
/// @param stampNs  the kernel's timestamp, in nanoseconds since 1970; 0 for none
/// @param hopLimit TTL or hop limit left; -1 for none
/// @param error    an entry of the error queue, where the packet is one
public record ControlData(
        long stampNs, int hopLimit, @Nullable ExtendedError error) {
    private static final long HEADER = Layouts.CMSGHDR.byteSize();
    private static final long LEVEL = Layouts.offset(Layouts.CMSGHDR, "cmsg_level");
    private static final long TYPE = Layouts.offset(Layouts.CMSGHDR, "cmsg_type");

    /// An ICMP error that came for our packet, or the note that a packet left at `stampNs`.
    ///
    /// @param origin   who says so: `SO_EE_ORIGIN_…`
    /// @param info     the MTU that would fit, where the packet was too big; 0 where not told
    /// @param data     the number of the packet for `SO_EE_ORIGIN_TIMESTAMPING`
    /// @param offender the router or host that complained, null where not known
    public record ExtendedError(
            int errno,
            int origin,
            int type,
            int code,
            int info,
            int data,
            @Nullable InetAddress offender) {
        static @Nullable ExtendedError parse(MemorySegment body) {
            var struct = Layouts.SOCK_EXTENDED_ERR;
            if (body.byteSize() < struct.byteSize()) {
                return null;
            }
            return new ExtendedError(
                    body.get(JAVA_INT, Layouts.offset(struct, "ee_errno")),
                    Byte.toUnsignedInt(body.get(JAVA_BYTE, Layouts.offset(struct, "ee_origin"))),
                    Byte.toUnsignedInt(body.get(JAVA_BYTE, Layouts.offset(struct, "ee_type"))),
                    Byte.toUnsignedInt(body.get(JAVA_BYTE, Layouts.offset(struct, "ee_code"))),
                    body.get(JAVA_INT, Layouts.offset(struct, "ee_info")),
                    body.get(JAVA_INT, Layouts.offset(struct, "ee_data")),
                    SocketAddress.read(body.asSlice(struct.byteSize())));
        }
    }

    static ControlData parse(MemorySegment control) {
        long stampNs = 0;
        int hopLimit = -1;
        ExtendedError error = null;
        long at = 0;
        while (at + HEADER <= control.byteSize()) {
            long length = control.get(JAVA_LONG, at);
            if (length < HEADER || length > control.byteSize() - at) {
                break; // cut off by the kernel: the buffer was too small
            }
            var body = control.asSlice(at + HEADER, length - HEADER);
            switch (kind(control.get(JAVA_INT, at + LEVEL), control.get(JAVA_INT, at + TYPE))) {
                case STAMP -> stampNs = stampNs(body);
                case HOP_LIMIT -> hopLimit = body.byteSize() < Integer.BYTES ? -1 : body.get(JAVA_INT, 0);
                case ERROR -> error = ExtendedError.parse(body);
                case OTHER -> {}
            }
            at += (length + Long.BYTES - 1) & -Long.BYTES; // CMSG_ALIGN
        }
        return new ControlData(stampNs, hopLimit, error);
    }

    /// The control message that says to which of our addresses a packet came, as `sendmsg` takes it to
    /// answer from there; null where there is none.
    static @Nullable MemorySegment packetInfo(MemorySegment control) {
        long at = 0;
        while (at + HEADER <= control.byteSize()) {
            long length = control.get(JAVA_LONG, at);
            if (length < HEADER || length > control.byteSize() - at) {
                break;
            }
            int level = control.get(JAVA_INT, at + LEVEL);
            int type = control.get(JAVA_INT, at + TYPE);
            boolean v4 = level == Linux.SOL_IP && type == Linux.IP_PKTINFO;
            if (v4 && length == HEADER + Layouts.IN_PKTINFO_BYTES) {
                control.set(JAVA_INT, at + HEADER, 0); // by whatever interface leads there
                return control.asSlice(at, length);
            }
            boolean v6 = level == Linux.SOL_IPV6 && type == Linux.IPV6_PKTINFO;
            if (v6 && length == HEADER + Layouts.IN6_PKTINFO_BYTES) {
                control.set(JAVA_INT, at + length - Integer.BYTES, 0);
                return control.asSlice(at, length);
            }
            at += (length + Long.BYTES - 1) & -Long.BYTES; // CMSG_ALIGN
        }
        return null;
    }

    private static long stampNs(MemorySegment body) {
        return body.byteSize() < Layouts.TIMESPEC.byteSize()
                ? 0
                : body.get(JAVA_LONG, 0) * 1_000_000_000L + body.get(JAVA_LONG, Long.BYTES);
    }

    private enum Kind {
        STAMP,
        HOP_LIMIT,
        ERROR,
        OTHER
    }

    private static Kind kind(int level, int type) {
        if (level == Linux.SOL_SOCKET && type == Linux.SCM_TIMESTAMPING) {
            return Kind.STAMP;
        }
        if ((level == Linux.SOL_IP && type == Linux.IP_TTL)
                || (level == Linux.SOL_IPV6 && type == Linux.IPV6_HOPLIMIT)) {
            return Kind.HOP_LIMIT;
        }
        if ((level == Linux.SOL_IP && type == Linux.IP_RECVERR)
                || (level == Linux.SOL_IPV6 && type == Linux.IPV6_RECVERR)) {
            return Kind.ERROR;
        }
        return Kind.OTHER;
    }
}
