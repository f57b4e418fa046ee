package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// A packet socket (packet(7)) that sees what passes all interfaces and a filter in the kernel; for
/// one thread, the one that opens it.
///
/// Packets begin with their network header, whatever link they pass, and VLAN tags stand beside them.
/// Needs CAP_NET_RAW.
public final class PacketTap implements AutoCloseable {
    private static final int MOST_AT_ONCE = 64;
    private static final int BATCH_BYTES = 262_144;

    /// In the kernel: some 10,000 packets, which it counts by the memory that they take.
    private static final int BUFFER_BYTES = 8 * 1024 * 1024;

    /// Whether it could be opened.
    public sealed interface Opened {
        record Open(PacketTap tap) implements Opened {}

        /// @param errno a positive error number
        record NotOpen(String step, int errno) implements Opened {}
    }

    private final Arena arena;
    private final Libc libc;
    private final int fd;
    private final IncomingBatch batch;
    private final MemorySegment pollfd;
    private long dropped;

    private PacketTap(Arena arena, Libc libc, int fd, int snapBytes) {
        this.arena = arena;
        this.libc = libc;
        this.fd = fd;
        batch = new IncomingBatch(arena, Math.clamp(BATCH_BYTES / snapBytes, 4, MOST_AT_ONCE), snapBytes);
        pollfd = arena.allocate(Layouts.POLLFD);
        pollfd.set(JAVA_INT, 0, fd);
        pollfd.set(JAVA_SHORT, Layouts.offset(Layouts.POLLFD, "events"), (short) Linux.POLLIN);
    }

    /// The socket sees nothing until it is bound, and it is bound when the filter is in place: so no
    /// packet that the filter does not want is ever copied.
    ///
    /// @param filter    its return value is how many bytes of a packet are copied
    /// @param snapBytes the most that the filter returns
    public static Opened open(List<FilterInstruction> filter, int snapBytes) {
        var arena = Arena.ofAuto(); // some 256 KiB, for as long as it is open
        var libc = new Libc(arena);
        int type = Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
        int fd = libc.socket(Linux.AF_PACKET, type, 0); // protocol 0: nothing
        if (fd < 0) {
            return new Opened.NotOpen("socket", -fd);
        }
        var tap = new PacketTap(arena, libc, fd, snapBytes);
        var trouble = tap.prepare(filter);
        trouble.ifPresent(_ -> tap.close());
        return trouble.<Opened>map(problem -> problem).orElseGet(() -> new Opened.Open(tap));
    }

    private Optional<Opened.NotOpen> prepare(List<FilterInstruction> filter) {
        int stamps = Linux.SOF_TIMESTAMPING_RX_SOFTWARE | Linux.SOF_TIMESTAMPING_SOFTWARE;
        if (libc.setOption(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUFFORCE, BUFFER_BYTES) < 0) {
            libc.setOption(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF, BUFFER_BYTES); // as far as the system allows
        }
        return failed("filter", attach(filter))
                .or(() -> failed("timestamps", libc.setOption(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, stamps)))
                .or(() -> failed("auxdata", libc.setOption(fd, Linux.SOL_PACKET, Linux.PACKET_AUXDATA, 1)))
                .or(() -> failed("bind", libc.bind(fd, allInterfaces())));
    }

    private static Optional<Opened.NotOpen> failed(String step, int status) {
        return status < 0 ? Optional.of(new Opened.NotOpen(step, -status)) : Optional.empty();
    }

    private int attach(List<FilterInstruction> filter) {
        var struct = Layouts.SOCK_FILTER;
        var instructions = arena.allocate(struct.byteSize() * filter.size(), Integer.BYTES);
        long at = 0;
        for (var one : filter) {
            instructions.set(JAVA_SHORT, at + Layouts.offset(struct, "code"), (short) one.code());
            instructions.set(JAVA_BYTE, at + Layouts.offset(struct, "jt"), (byte) one.jumpTrue());
            instructions.set(JAVA_BYTE, at + Layouts.offset(struct, "jf"), (byte) one.jumpFalse());
            instructions.set(JAVA_INT, at + Layouts.offset(struct, "k"), one.operand());
            at += struct.byteSize();
        }
        var program = arena.allocate(Layouts.SOCK_FPROG);
        program.set(JAVA_SHORT, 0, (short) filter.size());
        program.set(ADDRESS, Layouts.offset(Layouts.SOCK_FPROG, "filter"), instructions);
        return libc.setOption(fd, Linux.SOL_SOCKET, Linux.SO_ATTACH_FILTER, program);
    }

    private SocketAddress allInterfaces() {
        var address = arena.allocate(Layouts.SOCKADDR_LL);
        address.set(JAVA_SHORT, 0, (short) Linux.AF_PACKET);
        address.set(JAVA_SHORT, Layouts.offset(Layouts.SOCKADDR_LL, "sll_protocol"), Short.reverseBytes((short)
                Linux.ETH_P_ALL)); // it travels big-endian
        return new SocketAddress(address, Linux.AF_PACKET, (int) Layouts.SOCKADDR_LL.byteSize());
    }

    /// Blocks until a packet is there, at most so long.
    public void await(long timeoutNs) {
        libc.poll(pollfd, 1, timeoutNs);
    }

    /// @return how many packets came; 0 or a negated error number where none did
    public int receive() {
        int came = batch.receive(libc, fd, 0);
        return came == -Errno.EAGAIN || came == -Errno.EINTR ? 0 : came;
    }

    /// Of the packets received last.
    public Frame frame(int index) {
        return batch.frame(index);
    }

    /// What was copied of it, from its network header on; until the next [#receive].
    public MemorySegment data(int index) {
        return batch.data(index);
    }

    /// How many packets the kernel threw away because we were slow.
    public long dropped() {
        dropped += Integer.toUnsignedLong(libc.droppedSince(fd));
        return dropped;
    }

    public String interfaceName(int index) {
        return libc.interfaceName(index).orElse("interface " + index);
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
