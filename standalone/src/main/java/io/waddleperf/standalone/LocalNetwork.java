package io.waddleperf.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The gateway and the resolvers of this machine, as Linux tells them.
///
/// @param routes    `/proc/net/route`
/// @param resolvers `/etc/resolv.conf`
record LocalNetwork(Path routes, Path resolvers) {
    /// The default route's destination; as a gateway, that of a tunnel, which has none.
    private static final String NOWHERE = "00000000";

    static LocalNetwork ofThisMachine() {
        return new LocalNetwork(Path.of("/proc/net/route"), Path.of("/etc/resolv.conf"));
    }

    /// @return addresses, each once
    /// @throws StartException where there is none
    Set<String> addresses() {
        var found = new LinkedHashSet<String>();
        lines(routes).skip(1).map(line -> line.trim().split("\\s+")).forEach(columns -> {
            if (columns.length > 2 && columns[1].equals(NOWHERE) && !columns[2].equals(NOWHERE)) {
                found.add(littleEndian(columns[2]));
            }
        });
        lines(resolvers)
                .map(line -> line.trim().split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                .map(words -> words[1])
                .filter(address -> address.indexOf('%') < 0) // no link-local resolver with a zone
                .forEach(found::add);
        if (found.isEmpty()) {
            throw new StartException("--watch-network: neither " + routes + " nor " + resolvers
                    + " names a gateway or a resolver; name them with --target");
        }
        return found;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : List.<String>of().stream();
        } catch (IOException e) {
            throw new StartException("--watch-network: " + file + " cannot be read: " + e, e);
        }
    }

    private static String littleEndian(String hex) {
        long value = Long.parseLong(hex, 16);
        byte[] address = {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
