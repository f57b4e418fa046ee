package io.waddleperf.probe.throughput;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// What Linux tells of this process's sockets.
final class KernelSockets {
    static final Path TCP = Path.of("/proc/net/tcp");
    private static final Path TCP6 = Path.of("/proc/net/tcp6");
    private static final Path FILES = Path.of("/proc/self/fd");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;
    private static final int O_NONBLOCK = 04000;

    private KernelSockets() {}

    /// Whether a call on the connection's end here waits in the kernel.
    static boolean block(int localPort, int remotePort) throws IOException {
        String inode = inode(localPort, remotePort);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FILES)) {
            for (var file : files) {
                if (is(file, "socket:[" + inode + ']')) {
                    return (flags(file.getFileName().toString()) & O_NONBLOCK) == 0;
                }
            }
        }
        throw new AssertionError("no file of socket " + inode);
    }

    private static boolean is(Path file, String link) throws IOException {
        try {
            return Files.readSymbolicLink(file).toString().equals(link);
        } catch (NoSuchFileException e) {
            return false; // closed meanwhile
        }
    }

    private static String inode(int localPort, int remotePort) throws IOException {
        for (var table : List.of(TCP, TCP6)) {
            for (String line : Files.readAllLines(table)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (ends(fields[LOCAL], localPort) && ends(fields[REMOTE], remotePort)) {
                    return fields[INODE];
                }
            }
        }
        throw new AssertionError("no connection from port " + localPort + " to " + remotePort);
    }

    private static boolean ends(String address, int port) {
        return address.endsWith(":%04X".formatted(port));
    }

    private static int flags(String fd) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/fdinfo", fd)).stream()
                .filter(line -> line.startsWith("flags:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring("flags:".length()).strip(), 8))
                .findFirst()
                .orElseThrow();
    }
}
