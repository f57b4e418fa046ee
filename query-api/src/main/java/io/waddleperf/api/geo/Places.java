package io.waddleperf.api.geo;

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
///   where the site does that its label `site` names.
final class Places {
    private final Map<String, Location> sites;
    private final Map<String, Location> probes = new HashMap<>();

    /// @param stated of sites, by name
    /// @param known  the probes that may be looked at
    Places(Map<String, Location> stated, Collection<Probe> known) {
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
        Location place = probe.location() == null ? sites.get(probe.site()) : probe.location();
        if (place != null) {
            probes.put(probe.id(), place);
        }
    }

    Optional<Location> ofSite(String site) {
        return Optional.ofNullable(sites.get(site));
    }

    Optional<Location> ofProbe(String probe) {
        return Optional.ofNullable(probes.get(probe));
    }

    Optional<Location> of(Target target) {
        return Optional.ofNullable(target.location())
                .or(() -> label(target, Target.PROBE_LABEL).flatMap(this::ofProbe))
                .or(() -> label(target, Labels.SITE).flatMap(this::ofSite));
    }

    private static Optional<String> label(Target target, String name) {
        return Optional.ofNullable(target.labels().get(name));
    }
}
