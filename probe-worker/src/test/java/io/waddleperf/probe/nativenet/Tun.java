package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// A TUN device: IP packets that the kernel routes there are read, and what is written comes in.
/// Needs CAP_NET_ADMIN; goes with the process.
public final class Tun {
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final long TUNSETIFF = 0x400454CAL;
    private static final int IFF_TUN = 0x0001;
    private static final int IFF_NO_PI = 0x1000;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_FLAGS = 16;

    private final Libc libc;
    private final int fd;
    private final MemorySegment poll;

    private Tun(Arena arena, int fd) {
        this.libc = new Libc(arena);
        this.fd = fd;
        this.poll = arena.allocate(Layouts.POLLFD);
        poll.set(JAVA_INT, 0, fd);
        poll.set(JAVA_SHORT, Layouts.offset(Layouts.POLLFD, "events"), (short) Linux.POLLIN);
    }

    /// Makes the device; its addresses and routes are set by `ip`.
    ///
    /// @param arena for the thread that reads and writes
    public static Tun open(Arena arena, String name) throws Throwable {
        var linker = Linker.nativeLinker();
        var lookup = linker.defaultLookup();
        MethodHandle open = linker.downcallHandle(
                lookup.findOrThrow("open"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        MethodHandle ioctl = linker.downcallHandle(
                lookup.findOrThrow("ioctl"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                Linker.Option.firstVariadicArg(2));
        int fd = (int) open.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR | O_NONBLOCK);
        var request = arena.allocate(IFREQ_BYTES, Long.BYTES);
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        MemorySegment.copy(text, 0, request, JAVA_BYTE, 0, text.length);
        request.set(JAVA_SHORT, IFREQ_FLAGS, (short) (IFF_TUN | IFF_NO_PI));
        if (fd < 0 || (int) ioctl.invokeExact(fd, TUNSETIFF, request) < 0) {
            throw new IllegalStateException("no TUN device " + name);
        }
        return new Tun(arena, fd);
    }

    /// Waits for a packet.
    public void await(long nanos) {
        int _ = libc.poll(poll, 1, Math.max(0, nanos));
    }

    /// @return bytes of the packet; not above 0 where there is none
    public int read(MemorySegment into) {
        return libc.read(fd, into);
    }

    public void write(MemorySegment packet) {
        int _ = libc.write(fd, packet);
    }

    public void close() {
        libc.close(fd);
    }
}
