package io.waddleperf.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What is tested: an address, a name, a name with a port, or a URL.
///
/// @param id      its name in keys and pages
/// @param address `192.0.2.1`, `example.net`, `example.net:443` or `https://example.net/login`
/// @param owned   whether its owner allows tests that burden it
/// @param version readers ignore an older one
public record Target(String id, String address, boolean owned, Map<String, String> labels, long version) {
    public Target {
        Require.name("target", id);
        Require.present("address", address);
        Endpoint.parse(address);
        labels = Map.copyOf(labels);
    }

    public Endpoint endpoint() {
        return Endpoint.parse(address);
    }

    /// The checks that a schedule without any runs on this target.
    public List<Check> fittingChecks() {
        return Arrays.stream(Test.values())
                .filter(test -> endpoint().fits(test))
                .map(Check::defaultOf)
                .toList();
    }

    /// The families in which a check runs here: its own, else that of an address, else IPv4.
    public List<Family> families(Check check) {
        return check.families().isEmpty() ? List.of(endpoint().family()) : check.families();
    }
}
