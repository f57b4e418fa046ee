package io.waddleperf.api.geo;

import io.waddleperf.api.geo.GeoView.Source;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds out where sites, probes and targets stand, of what is stated.
///
/// - A site stands where it is stated to, else where the first of its probes, by name, is stated to.
/// - A probe stands where it is stated to, else where its site does.
/// - A target stands where it is stated to, else where the probe does whose responder it is (its label `probe`), else
///   where the site does that its label `site` names, else where its address is said to be, if it is one, else in the
///   middle of the country that its address is registered in.
final class Places {
    private final Map<String, Location> sites;
    private final Map<String, Placed> probes = new HashMap<>();
    private final AddressPlaces addresses;
    private final AddressPlaces countries;

    /// Where something stands, and by what.
    record Placed(Location location, Source source) {}

    /// @param stated    of sites, by name
    /// @param known     the probes that may be looked at
    /// @param addresses where addresses are, by the operator's own file
    /// @param countries where the countries are that addresses are registered in
    Places(Map<String, Location> stated, Collection<Probe> known, AddressPlaces addresses, AddressPlaces countries) {
        this.addresses = addresses;
        this.countries = countries;
        sites = new HashMap<>(stated);
        known.stream().sorted(Comparator.comparing(Probe::id)).forEach(this::addSite);
        known.forEach(this::add);
    }

    private void addSite(Probe probe) {
        if (probe.location() != null) {
            sites.putIfAbsent(probe.site(), probe.location());
        }
    }

    private void add(Probe probe) {
        Location ofSite = sites.get(probe.site());
        if (probe.location() != null) {
            probes.put(probe.id(), new Placed(probe.location(), Source.STATED));
        } else if (ofSite != null) {
            probes.put(probe.id(), new Placed(ofSite, Source.SITE));
        }
    }

    Optional<Location> ofSite(String site) {
        return Optional.ofNullable(sites.get(site));
    }

    Optional<Placed> ofProbe(String probe) {
        return Optional.ofNullable(probes.get(probe));
    }

    Optional<Placed> of(Target target) {
        return placed(Optional.ofNullable(target.location()), Source.STATED)
                .or(() -> placed(
                        label(target, Target.PROBE_LABEL).flatMap(this::ofProbe).map(Placed::location), Source.PROBE))
                .or(() -> placed(label(target, Labels.SITE).flatMap(this::ofSite), Source.SITE))
                .or(() -> placed(addresses.of(target.endpoint().host()), Source.GEOIP))
                .or(() -> placed(countries.of(target.endpoint().host()), Source.COUNTRY));
    }

    private static Optional<Placed> placed(Optional<Location> location, Source source) {
        return location.map(place -> new Placed(place, source));
    }

    private static Optional<String> label(Target target, String name) {
        return Optional.ofNullable(target.labels().get(name));
    }
}
