package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Packets that leave by one `sendmmsg`: each has a head and an address of its own, and a tail that it
/// may share with others.
public final class OutgoingBatch {
    private static final long MESSAGE_BYTES = Layouts.MMSGHDR.byteSize();
    private static final long IOV_LEN = Layouts.offset(Layouts.IOVEC, "iov_len");
    private static final long MSG_NAMELEN = Layouts.offset(Layouts.MSGHDR, "msg_namelen");
    private static final int PARTS = 2;

    private final MemorySegment messages;
    private final MemorySegment[] heads;
    private final MemorySegment[] names;
    private final MemorySegment[] vectors;
    private int size;

    /// @param headBytes of each packet
    public OutgoingBatch(Arena arena, int capacity, int headBytes) {
        messages = arena.allocate(MESSAGE_BYTES * capacity, Long.BYTES);
        heads = new MemorySegment[capacity];
        names = new MemorySegment[capacity];
        vectors = new MemorySegment[capacity];
        for (int i = 0; i < capacity; i++) {
            heads[i] = arena.allocate(headBytes, Long.BYTES);
            names[i] = arena.allocate(Layouts.SOCKADDR_IN6_BYTES, Long.BYTES);
            vectors[i] = arena.allocate(Layouts.IOVEC, PARTS);
            vectors[i].set(ADDRESS, 0, heads[i]);
            vectors[i].set(JAVA_LONG, IOV_LEN, headBytes);
            var message = messages.asSlice(MESSAGE_BYTES * i, MESSAGE_BYTES);
            message.set(ADDRESS, Layouts.offset(Layouts.MSGHDR, "msg_name"), names[i]);
            message.set(ADDRESS, Layouts.offset(Layouts.MSGHDR, "msg_iov"), vectors[i]);
            message.set(JAVA_LONG, Layouts.offset(Layouts.MSGHDR, "msg_iovlen"), PARTS);
        }
    }

    public int size() {
        return size;
    }

    public boolean full() {
        return size == heads.length;
    }

    public void clear() {
        size = 0;
    }

    /// Adds a packet, where the batch is not [#full].
    ///
    /// @param tail stays as it is until the packet has left
    /// @return the head, to be written
    public MemorySegment add(SocketAddress to, MemorySegment tail) {
        MemorySegment.copy(to.segment(), 0, names[size], 0, to.bytes());
        messages.set(JAVA_INT, MESSAGE_BYTES * size + MSG_NAMELEN, to.bytes());
        long second = Layouts.IOVEC.byteSize();
        vectors[size].set(ADDRESS, second, tail);
        vectors[size].set(JAVA_LONG, second + IOV_LEN, tail.byteSize());
        return heads[size++];
    }

    /// @param from index of the first that has not left yet
    /// @return how many left, or the negated error number of the first
    public int send(Libc libc, int fd, int from) {
        long at = MESSAGE_BYTES * from;
        return libc.sendmmsg(fd, messages.asSlice(at), size - from, Linux.MSG_DONTWAIT);
    }
}
