package io.waddleperf.api.geo;

import io.waddleperf.contracts.Location;
import java.util.Optional;

/// Knows where addresses are.
@FunctionalInterface
interface AddressPlaces {
    AddressPlaces NONE = _ -> Optional.empty();

    /// @param host of a target: an address, or a name, of which nothing is known
    Optional<Location> of(String host);
}
