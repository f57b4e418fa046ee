package io.waddleperf.contracts;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is tested: an address, a name, a name with a port, or a URL.
///
/// @param id      its name in keys and pages
/// @param address `192.0.2.1`, `example.net`, `example.net:443` or `https://example.net/login`
/// @param owned   whether its owner allows tests that burden it
/// @param version readers ignore an older one
/// @param dependsOn ids of targets that lie before it on the way, such as a gateway: while one of
///                them is broken, this one is no news; null: none
/// @param location where it stands; null: not stated
public record Target(
        String id,
        String address,
        boolean owned,
        Map<String, String> labels,
        long version,
        @Nullable List<String> dependsOn,
        @Nullable Location location) {
    /// Of the probe whose responder the target is, so that its own exclusive tests keep away.
    public static final String PROBE_LABEL = "probe";

    public Target {
        Require.name("target", id);
        Require.present("address", address);
        Endpoint.parse(address);
        labels = Map.copyOf(labels);
        dependsOn = dependsOn == null ? null : List.copyOf(dependsOn);
    }

    /// Of which no position is stated. That its labels have a bound keeps the generator of adapters, which
    /// goes by the types of fields, from taking it for the canonical one.
    public Target(
            String id,
            String address,
            boolean owned,
            Map<String, ? extends String> labels,
            long version,
            @Nullable List<String> dependsOn) {
        this(id, address, owned, Map.copyOf(labels), version, dependsOn, null);
    }

    /// The same somewhere else.
    public Target at(@Nullable Location place) {
        return new Target(id, address, owned, labels, version, dependsOn, place);
    }

    public List<String> dependsOnOrNone() {
        return dependsOn == null ? List.of() : dependsOn;
    }

    public Endpoint endpoint() {
        return Endpoint.parse(address);
    }

    /// The checks that a schedule without any runs on this target: the cheap ones at its interval,
    /// and every 15 minutes a traceroute, so that the last good way is known when it is needed.
    public List<Check> fittingChecks() {
        return Stream.concat(
                        Stream.of(Test.PING, Test.TCP, Test.HTTP, Test.DNS)
                                .filter(test -> endpoint().fits(test))
                                .map(Check::defaultOf),
                        Stream.of(Check.BACKGROUND_TRACEROUTE))
                .toList();
    }

    /// What tier 2 or 3 runs here where no schedule says otherwise.
    public List<Check> deeperChecks(int tier) {
        return DeeperChecks.of(this, tier);
    }

    /// The families in which a check runs here: its own, else that of an address, else IPv4.
    public List<Family> families(Check check) {
        return check.families().isEmpty() ? List.of(endpoint().family()) : check.families();
    }
}
