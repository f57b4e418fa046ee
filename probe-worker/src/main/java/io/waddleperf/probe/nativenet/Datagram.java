package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A buffer for `recvmsg`: the data of one packet and the control messages beside it; and for sending
/// the packet back.
public final class Datagram {
    private static final int CONTROL_BYTES = 512;
    private static final long IOV_LEN = Layouts.offset(Layouts.IOVEC, "iov_len");
    private static final long MSG_NAME = Layouts.offset(Layouts.MSGHDR, "msg_name");
    private static final long MSG_NAMELEN = Layouts.offset(Layouts.MSGHDR, "msg_namelen");
    private static final long MSG_IOV = Layouts.offset(Layouts.MSGHDR, "msg_iov");
    private static final long MSG_IOVLEN = Layouts.offset(Layouts.MSGHDR, "msg_iovlen");
    private static final long MSG_CONTROL = Layouts.offset(Layouts.MSGHDR, "msg_control");
    private static final long MSG_CONTROLLEN = Layouts.offset(Layouts.MSGHDR, "msg_controllen");

    private final MemorySegment header;
    private final MemorySegment data;
    private final MemorySegment control;
    private final MemorySegment name;
    private final MemorySegment answerHeader;
    private final MemorySegment answerVector;

    public Datagram(Arena arena, int capacityBytes) {
        header = arena.allocate(Layouts.MSGHDR);
        data = arena.allocate(capacityBytes, Long.BYTES);
        control = arena.allocate(CONTROL_BYTES, Long.BYTES);
        name = arena.allocate(Layouts.SOCKADDR_IN6_BYTES, Long.BYTES);
        var iovec = arena.allocate(Layouts.IOVEC);
        iovec.set(ADDRESS, 0, data);
        iovec.set(JAVA_LONG, IOV_LEN, capacityBytes);
        header.set(ADDRESS, MSG_NAME, name);
        header.set(ADDRESS, MSG_IOV, iovec);
        header.set(JAVA_LONG, MSG_IOVLEN, 1);
        header.set(ADDRESS, MSG_CONTROL, control);
        answerHeader = arena.allocate(Layouts.MSGHDR);
        answerVector = arena.allocate(Layouts.IOVEC);
        answerVector.set(ADDRESS, 0, data);
        answerHeader.set(ADDRESS, MSG_NAME, name);
        answerHeader.set(ADDRESS, MSG_IOV, answerVector);
        answerHeader.set(JAVA_LONG, MSG_IOVLEN, 1);
    }

    /// @return bytes received, or the negated error number
    public int receive(Libc libc, int fd, int flags) {
        header.set(JAVA_INT, MSG_NAMELEN, Layouts.SOCKADDR_IN6_BYTES);
        header.set(JAVA_LONG, MSG_CONTROLLEN, CONTROL_BYTES);
        return libc.recvmsg(fd, header, flags | Linux.MSG_DONTWAIT);
    }

    public MemorySegment data() {
        return data;
    }

    /// Who sent the packet received last; null where the kernel does not say.
    public @Nullable InetSocketAddress sender() {
        return SocketAddress.readWithPort(name.asSlice(0, nameBytes()));
    }

    /// Sends the first bytes of the data to who sent the packet received last, from the address that
    /// it came to, where the socket was told to say which (`IP_PKTINFO`, `IPV6_RECVPKTINFO`).
    ///
    /// @return bytes sent, or the negated error number
    public int sendBack(Libc libc, int fd, int bytes) {
        var info = ControlData.packetInfo(filledControl());
        answerVector.set(JAVA_LONG, IOV_LEN, bytes);
        answerHeader.set(JAVA_INT, MSG_NAMELEN, nameBytes());
        answerHeader.set(ADDRESS, MSG_CONTROL, info == null ? MemorySegment.NULL : info);
        answerHeader.set(JAVA_LONG, MSG_CONTROLLEN, info == null ? 0 : info.byteSize());
        return libc.sendmsg(fd, answerHeader, Linux.MSG_DONTWAIT);
    }

    private int nameBytes() {
        return Math.clamp(header.get(JAVA_INT, MSG_NAMELEN), 0, Layouts.SOCKADDR_IN6_BYTES);
    }

    /// What the kernel told beside the packet received last.
    public ControlData control() {
        return ControlData.parse(filledControl());
    }

    private MemorySegment filledControl() {
        return control.asSlice(0, Math.min(header.get(JAVA_LONG, MSG_CONTROLLEN), CONTROL_BYTES));
    }
}
