package io.waddleperf.probe.system;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A network interface as it is set up.
///
/// @param mtuBytes 0 where the system does not tell
record Port(String name, boolean up, int mtuBytes, List<String> addresses) {
    private static final int MOST_ADDRESSES = 20;

    /// Those that are up first, so that a cut spares them.
    static final Comparator<Port> UP_FIRST =
            Comparator.comparing(Port::up).reversed().thenComparing(Port::name);

    Port {
        addresses = List.copyOf(addresses);
    }

    /// As the JDK sees them; it knows those with an address.
    static Map<String, Port> ofJdk() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(Port::of)
                    .collect(Collectors.toMap(Port::name, port -> port, (first, _) -> first));
        } catch (SocketException e) {
            return Map.of();
        }
    }

    private static Port of(NetworkInterface one) {
        var addresses = one.inetAddresses()
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                .limit(MOST_ADDRESSES)
                .toList();
        try {
            return new Port(one.getName(), one.isUp(), Math.max(0, one.getMTU()), addresses);
        } catch (SocketException e) {
            return new Port(one.getName(), false, 0, addresses); // it went away meanwhile
        }
    }
}
