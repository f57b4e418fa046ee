package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A buffer for `recvmsg`: the data of one packet and the control messages beside it.
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

    /// Who sent the packet received last, in the buffer itself: the next packet changes it.
    public SocketAddress sender() {
        int bytes = Math.min(header.get(JAVA_INT, MSG_NAMELEN), Layouts.SOCKADDR_IN6_BYTES);
        return new SocketAddress(name.asSlice(0, bytes), bytes == 0 ? 0 : name.get(JAVA_SHORT, 0), bytes);
    }

    /// What the kernel told beside the packet received last.
    public ControlData control() {
        long filled = Math.min(header.get(JAVA_LONG, MSG_CONTROLLEN), CONTROL_BYTES);
        return ControlData.parse(control.asSlice(0, filled));
    }
}
