package io.waddleperf.probe.nativenet;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks at TCP connections of the JDK's, for one thread. The JDK does not tell their file
/// descriptors: they are found among all of this process by both of their addresses.
public final class TcpSight implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TcpSight.class.getName());
    private static final Path OWN_FILES = Path.of("/proc/self/fd");
    private static final int NOT_FOUND = -1;

    private final Optional<Libc> libc;
    private final Arena arena = Arena.ofShared();
    private final Map<SocketChannel, Integer> found = new HashMap<>();

    private TcpSight(boolean native64) {
        this.libc = native64 ? Optional.of(new Libc(arena)) : Optional.empty();
    }

    /// Sees nothing where [Libc#available()] says no.
    public static TcpSight open() {
        return new TcpSight(Libc.available());
    }

    public Optional<TcpInfo> info(SocketChannel channel) {
        return libc.flatMap(calls -> {
            int fd = file(calls, channel);
            return fd == NOT_FOUND ? Optional.empty() : calls.tcpInfo(fd);
        });
    }

    public Optional<String> congestionControl(SocketChannel channel) {
        return libc.flatMap(calls -> {
            int fd = file(calls, channel);
            return fd == NOT_FOUND ? Optional.empty() : calls.congestionControl(fd);
        });
    }

    @Override
    public void close() {
        arena.close();
    }

    /// One that was closed could by now be another file.
    private int file(Libc calls, SocketChannel channel) {
        return channel.isOpen() ? found.computeIfAbsent(channel, one -> search(calls, one)) : NOT_FOUND;
    }

    private static int search(Libc calls, SocketChannel channel) {
        try (var files = Files.newDirectoryStream(OWN_FILES)) {
            var local = (InetSocketAddress) channel.getLocalAddress();
            var peer = (InetSocketAddress) channel.getRemoteAddress();
            for (var file : files) {
                int fd = Integer.parseInt(file.getFileName().toString());
                if (same(local, calls.localAddress(fd)) && same(peer, calls.peerAddress(fd))) {
                    return fd;
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
            LOG.log(Level.FINE, "the connection's file descriptor", e);
        }
        return NOT_FOUND;
    }

    private static boolean same(InetSocketAddress expected, @Nullable InetSocketAddress seen) {
        return seen != null
                && expected.getPort() == seen.getPort()
                && Arrays.equals(
                        expected.getAddress().getAddress(), seen.getAddress().getAddress());
    }
}
