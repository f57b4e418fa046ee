package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Packets that came by one `recvmmsg`: the first bytes of each, what the kernel told beside it, and who
/// sent it.
public final class IncomingBatch {
    /// The stamp, the hop limit, and an entry of the error queue with an address of IPv6 take 200.
    private static final int CONTROL_BYTES = 256;

    private static final long MESSAGE_BYTES = Layouts.MMSGHDR.byteSize();
    private static final long IOV_LEN = Layouts.offset(Layouts.IOVEC, "iov_len");
    private static final long MSG_NAMELEN = Layouts.offset(Layouts.MSGHDR, "msg_namelen");
    private static final long MSG_CONTROLLEN = Layouts.offset(Layouts.MSGHDR, "msg_controllen");
    private static final long MSG_LEN = Layouts.offset(Layouts.MMSGHDR, "msg_len");

    private final int dataBytes;
    private final MemorySegment messages;
    private final MemorySegment[] data;
    private final MemorySegment[] names;
    private final MemorySegment[] controls;

    /// How many messages' lengths the kernel has overwritten.
    private int used;

    /// @param dataBytes of each packet; what is longer is cut off
    public IncomingBatch(Arena arena, int capacity, int dataBytes) {
        this.dataBytes = dataBytes;
        messages = arena.allocate(MESSAGE_BYTES * capacity, Long.BYTES);
        data = new MemorySegment[capacity];
        names = new MemorySegment[capacity];
        controls = new MemorySegment[capacity];
        for (int i = 0; i < capacity; i++) {
            data[i] = arena.allocate(dataBytes, Long.BYTES);
            names[i] = arena.allocate(Layouts.SOCKADDR_IN6_BYTES, Long.BYTES);
            controls[i] = arena.allocate(CONTROL_BYTES, Long.BYTES);
            var vector = arena.allocate(Layouts.IOVEC);
            vector.set(ADDRESS, 0, data[i]);
            vector.set(JAVA_LONG, IOV_LEN, dataBytes);
            var message = messages.asSlice(MESSAGE_BYTES * i, MESSAGE_BYTES);
            message.set(ADDRESS, Layouts.offset(Layouts.MSGHDR, "msg_name"), names[i]);
            message.set(ADDRESS, Layouts.offset(Layouts.MSGHDR, "msg_iov"), vector);
            message.set(JAVA_LONG, Layouts.offset(Layouts.MSGHDR, "msg_iovlen"), 1);
            message.set(ADDRESS, Layouts.offset(Layouts.MSGHDR, "msg_control"), controls[i]);
        }
        used = capacity;
    }

    public int capacity() {
        return data.length;
    }

    /// @return how many came; the negated error number where none did
    public int receive(Libc libc, int fd, int flags) {
        for (int i = 0; i < used; i++) {
            messages.set(JAVA_INT, MESSAGE_BYTES * i + MSG_NAMELEN, Layouts.SOCKADDR_IN6_BYTES);
            messages.set(JAVA_LONG, MESSAGE_BYTES * i + MSG_CONTROLLEN, CONTROL_BYTES);
        }
        int came = libc.recvmmsg(fd, messages, data.length, flags | Linux.MSG_DONTWAIT);
        // of one that failed, its length may have been written all the same
        used = Math.min(data.length, Math.max(0, came) + 1);
        return came;
    }

    public MemorySegment data(int index) {
        int bytes = Math.clamp(messages.get(JAVA_INT, MESSAGE_BYTES * index + MSG_LEN), 0, dataBytes);
        return data[index].asSlice(0, bytes);
    }

    public ControlData control(int index) {
        long bytes = Math.clamp(messages.get(JAVA_LONG, MESSAGE_BYTES * index + MSG_CONTROLLEN), 0L, CONTROL_BYTES);
        return ControlData.parse(controls[index].asSlice(0, bytes));
    }

    /// What the kernel told of a packet on a packet socket.
    Frame frame(int index) {
        long bytes = Math.clamp(messages.get(JAVA_LONG, MESSAGE_BYTES * index + MSG_CONTROLLEN), 0L, CONTROL_BYTES);
        return Frame.parse(names[index], controls[index].asSlice(0, bytes), (int)
                data(index).byteSize());
    }

    /// Whether that host sent the packet; in the error queue, whether ours had been sent to it.
    public boolean concerns(int index, SocketAddress host) {
        int bytes =
                Math.clamp(messages.get(JAVA_INT, MESSAGE_BYTES * index + MSG_NAMELEN), 0, Layouts.SOCKADDR_IN6_BYTES);
        return host.sameHost(names[index].asSlice(0, bytes));
    }
}
