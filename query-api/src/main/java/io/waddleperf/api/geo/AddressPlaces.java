package io.waddleperf.api.geo;

import io.waddleperf.contracts.Location;
import java.net.InetAddress;
import java.util.Optional;

/// Knows where addresses are.
@FunctionalInterface
interface AddressPlaces {
    AddressPlaces NONE = _ -> Optional.empty();

    /// @param host of a target: an address, or a name, of which nothing is known
    Optional<Location> of(String host);

    /// The address that a host is. Nobody is asked for that of a name.
    static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
