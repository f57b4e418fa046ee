package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The C library's socket calls for one thread.
///
/// A negative result is the negated error number ([Errno]); nothing here throws for what the
/// network or the kernel says. None of the calls blocks but [#poll].
public final class Libc {
    private static final int LONGEST_CONGESTION_NAME = 16;

    private final MemorySegment captured;
    private final MemorySegment scratch;
    private final MemorySegment scratchLength;
    private final MemorySegment timespec;

    /// @param arena lives at least as long as this object
    public Libc(Arena arena) {
        captured = arena.allocate(Calls.CAPTURED);
        scratch = arena.allocate(Layouts.TCP_INFO_BYTES, Long.BYTES);
        scratchLength = arena.allocate(JAVA_INT);
        timespec = arena.allocate(Layouts.TIMESPEC);
    }

    /// Whether this system is one whose numbers and structures we know.
    public static boolean available() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
                && java.lang.foreign.ValueLayout.ADDRESS.byteSize() == Long.BYTES;
    }

    public int socket(int family, int type, int protocol) {
        try {
            return result((int) Calls.SOCKET.invokeExact(captured, family, type, protocol));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int bind(int fd, SocketAddress address) {
        try {
            return result((int) Calls.BIND.invokeExact(captured, fd, address.segment(), address.bytes()));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// The address and port that a bound or connected socket sends from; null where it has none.
    public @Nullable InetSocketAddress localAddress(int fd) {
        scratchLength.set(JAVA_INT, 0, Layouts.SOCKADDR_IN6_BYTES);
        int status;
        try {
            status = result((int) Calls.GETSOCKNAME.invokeExact(captured, fd, scratch, scratchLength));
        } catch (Throwable e) {
            throw broken(e);
        }
        return status < 0 ? null : SocketAddress.readWithPort(scratch.asSlice(0, Layouts.SOCKADDR_IN6_BYTES));
    }

    public int connect(int fd, SocketAddress address) {
        try {
            return result((int) Calls.CONNECT.invokeExact(captured, fd, address.segment(), address.bytes()));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// The address and port that a socket is connected to; null where it is not.
    @Nullable
    InetSocketAddress peerAddress(int fd) {
        scratchLength.set(JAVA_INT, 0, Layouts.SOCKADDR_IN6_BYTES);
        int status;
        try {
            status = result((int) Calls.GETPEERNAME.invokeExact(captured, fd, scratch, scratchLength));
        } catch (Throwable e) {
            throw broken(e);
        }
        return status < 0 ? null : SocketAddress.readWithPort(scratch.asSlice(0, Layouts.SOCKADDR_IN6_BYTES));
    }

    /// @return bytes sent
    public int send(int fd, MemorySegment data, int flags) {
        try {
            return result((long) Calls.SEND.invokeExact(captured, fd, data, data.byteSize(), flags));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// @return bytes sent
    int sendmsg(int fd, MemorySegment msghdr, int flags) {
        try {
            return result((long) Calls.SENDMSG.invokeExact(captured, fd, msghdr, flags));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// @return bytes received
    int recvmsg(int fd, MemorySegment msghdr, int flags) {
        try {
            return result((long) Calls.RECVMSG.invokeExact(captured, fd, msghdr, flags));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// @param messages an array of `mmsghdr`
    /// @return how many left; the error number tells of the first only
    int sendmmsg(int fd, MemorySegment messages, int count, int flags) {
        try {
            return result((int) Calls.SENDMMSG.invokeExact(captured, fd, messages, count, flags));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// @param messages an array of `mmsghdr`
    /// @return how many came
    int recvmmsg(int fd, MemorySegment messages, int count, int flags) {
        try {
            return result((int) Calls.RECVMMSG.invokeExact(captured, fd, messages, count, flags, MemorySegment.NULL));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int read(int fd, MemorySegment data) {
        try {
            return result((long) Calls.READ.invokeExact(captured, fd, data, data.byteSize()));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int write(int fd, MemorySegment data) {
        try {
            return result((long) Calls.WRITE.invokeExact(captured, fd, data, data.byteSize()));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int close(int fd) {
        try {
            return result((int) Calls.CLOSE.invokeExact(captured, fd));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    int eventfd(int flags) {
        try {
            return result((int) Calls.EVENTFD.invokeExact(captured, 0, flags));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Blocks, and so belongs on a platform thread of its own: a virtual thread would hold its carrier.
    ///
    /// @param fds       an array of `pollfd`
    /// @param timeoutNs 0 to look only
    int poll(MemorySegment fds, int count, long timeoutNs) {
        timespec.set(JAVA_LONG, 0, timeoutNs / 1_000_000_000);
        timespec.set(JAVA_LONG, Long.BYTES, timeoutNs % 1_000_000_000);
        try {
            return result((int) Calls.PPOLL.invokeExact(captured, fds, (long) count, timespec, MemorySegment.NULL));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public int setOption(int fd, int level, int option, int value) {
        scratch.set(JAVA_INT, 0, value);
        return setOption(fd, level, option, scratch.asSlice(0, Integer.BYTES));
    }

    public int setOption(int fd, int level, int option, MemorySegment value) {
        try {
            return result(
                    (int) Calls.SETSOCKOPT.invokeExact(captured, fd, level, option, value, (int) value.byteSize()));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// The pending error of a socket, which the call clears; 0 for none.
    public int pendingError(int fd) {
        int status = getOption(fd, Linux.SOL_SOCKET, Linux.SO_ERROR, Integer.BYTES);
        return status < 0 ? -status : scratch.get(JAVA_INT, 0);
    }

    /// How many packets the kernel threw away because the socket's buffer was full; 0 before Linux 4.12.
    public int dropped(int fd) {
        int status = getOption(fd, Linux.SOL_SOCKET, Linux.SO_MEMINFO, Layouts.MEMINFO_BYTES);
        return status < 0 || scratchLength.get(JAVA_INT, 0) < Layouts.MEMINFO_BYTES
                ? 0
                : scratch.get(JAVA_INT, Layouts.MEMINFO_DROPS);
    }

    /// How many packets the kernel threw away because a packet socket's buffer was full, since the last call.
    int droppedSince(int fd) {
        int status = getOption(fd, Linux.SOL_PACKET, Linux.PACKET_STATISTICS, Layouts.TPACKET_STATS_BYTES);
        return status < 0 ? 0 : scratch.get(JAVA_INT, Integer.BYTES);
    }

    /// The name of an interface, such as `eth0`; empty where there is no more such interface.
    Optional<String> interfaceName(int index) {
        MemorySegment found;
        try {
            found = (MemorySegment) Calls.IF_INDEXTONAME.invokeExact(captured, index, scratch);
        } catch (Throwable e) {
            throw broken(e);
        }
        return found.equals(MemorySegment.NULL) ? Optional.empty() : Optional.of(scratch.getString(0));
    }

    /// `tcpi_rtt`, in microseconds; 0 where the kernel has none.
    public int tcpRttUs(int fd) {
        int status = getOption(fd, Linux.IPPROTO_TCP, Linux.TCP_INFO, Layouts.TCP_INFO_BYTES);
        int bytes = scratchLength.get(JAVA_INT, 0);
        return status < 0 || bytes < Layouts.TCP_INFO_RTT + Integer.BYTES
                ? 0
                : scratch.get(JAVA_INT, Layouts.TCP_INFO_RTT);
    }

    /// What the kernel knows of a connection; empty where it does not tell.
    public Optional<TcpInfo> tcpInfo(int fd) {
        int status = getOption(fd, Linux.IPPROTO_TCP, Linux.TCP_INFO, Layouts.TCP_INFO_BYTES);
        if (status < 0 || scratchLength.get(JAVA_INT, 0) < Layouts.TCP_INFO_TOTAL_RETRANS + Integer.BYTES) {
            return Optional.empty();
        }
        long segmentBytes = tcpNumber(Layouts.TCP_INFO_SND_MSS);
        return Optional.of(new TcpInfo(
                tcpNumber(Layouts.TCP_INFO_RTT),
                tcpNumber(Layouts.TCP_INFO_MIN_RTT),
                tcpNumber(Layouts.TCP_INFO_SND_CWND) * segmentBytes,
                tcpNumber(Layouts.TCP_INFO_TOTAL_RETRANS),
                tcpNumber(Layouts.TCP_INFO_NOTSENT_BYTES) + tcpNumber(Layouts.TCP_INFO_UNACKED) * segmentBytes));
    }

    /// Of the `tcp_info` that was read last; 0 where the kernel's is too short to have it.
    private long tcpNumber(int offset) {
        return scratchLength.get(JAVA_INT, 0) < offset + Integer.BYTES
                ? 0
                : Integer.toUnsignedLong(scratch.get(JAVA_INT, offset));
    }

    /// How a connection's congestion is controlled, such as `cubic`; empty where the kernel does not tell.
    public Optional<String> congestionControl(int fd) {
        int status = getOption(fd, Linux.IPPROTO_TCP, Linux.TCP_CONGESTION, LONGEST_CONGESTION_NAME);
        if (status < 0) {
            return Optional.empty();
        }
        byte[] name = scratch.asSlice(0, scratchLength.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
        return Optional.of(new String(name, StandardCharsets.US_ASCII).split("\0", 2)[0]);
    }

    /// So that closing resets the connection: no TIME_WAIT, no port used up by tests.
    public int resetOnClose(int fd) {
        scratch.set(JAVA_INT, 0, 1);
        scratch.set(JAVA_INT, Integer.BYTES, 0);
        return setOption(fd, Linux.SOL_SOCKET, Linux.SO_LINGER, scratch.asSlice(0, 2 * Integer.BYTES));
    }

    /// The clock of the kernel's packet timestamps, in nanoseconds since 1970.
    public long realtimeNs() {
        try {
            int _ = (int) Calls.CLOCK_GETTIME.invokeExact(Linux.CLOCK_REALTIME, timespec);
        } catch (Throwable e) {
            throw broken(e);
        }
        return timespec.get(JAVA_LONG, 0) * 1_000_000_000L + timespec.get(JAVA_LONG, Long.BYTES);
    }

    private int getOption(int fd, int level, int option, int bytes) {
        scratchLength.set(JAVA_INT, 0, bytes);
        try {
            return result((int) Calls.GETSOCKOPT.invokeExact(captured, fd, level, option, scratch, scratchLength));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private int result(long returned) {
        return returned < 0 ? -(int) Calls.ERRNO.get(captured, 0L) : (int) returned;
    }

    private static IllegalStateException broken(Throwable e) {
        return new IllegalStateException("a call into the C library failed in the JVM: " + e, e);
    }
}
