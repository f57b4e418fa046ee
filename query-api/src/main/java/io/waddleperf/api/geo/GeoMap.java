package io.waddleperf.api.geo;

import io.waddleperf.api.fleet.FleetRow;
import io.waddleperf.api.geo.GeoView.Arc;
import io.waddleperf.api.geo.GeoView.Country;
import io.waddleperf.api.geo.GeoView.Names;
import io.waddleperf.api.geo.GeoView.Site;
import io.waddleperf.api.geo.GeoView.StatedBy;
import io.waddleperf.api.geo.GeoView.Unplaced;
import io.waddleperf.api.geo.Places.Placed;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.api.probes.ProbeState.Presence;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts paths on the map.
final class GeoMap {
    private static final int MOST_NAMES = 100;

    private static final Comparator<Arc> WORST_FIRST = Comparator.comparing(Arc::state)
            .thenComparing(Arc::score, Comparator.reverseOrder())
            .thenComparing(Arc::probe)
            .thenComparing(Arc::target);

    private final World world;
    private final Places places;
    private final Map<String, Probe> probes = new HashMap<>();
    private final Map<String, Tally> sites = new TreeMap<>();
    private final Map<String, Tally> countries = new TreeMap<>();

    /// What somebody sees.
    ///
    /// @param stated    where sites are, by name
    /// @param targets   by id
    /// @param presences whether a probe is heard of
    /// @param addresses where the addresses of targets are
    /// @param countries where the countries are that these are registered in
    record World(
            Map<String, Location> stated,
            Collection<Probe> probes,
            Map<String, Target> targets,
            List<FleetRow> paths,
            Function<Probe, Presence> presences,
            AddressPlaces addresses,
            AddressPlaces countries) {}

    private GeoMap(World world) {
        this.world = world;
        places = new Places(world.stated(), world.probes(), world.addresses(), world.countries());
        for (Probe probe : world.probes()) {
            probes.put(probe.id(), probe);
            tallies(probe)
                    .forEach(tally -> tally.addProbe(
                            probe.site(), probe.enabled(), world.presences().apply(probe)));
        }
        for (FleetRow path : world.paths()) {
            Probe probe = probes.get(path.name().probe());
            if (probe != null) {
                tallies(probe).forEach(tally -> tally.add(path));
            }
        }
    }

    /// Of its site and of the country that it is in.
    private Stream<Tally> tallies(Probe probe) {
        Optional<Tally> country = places.ofProbe(probe.id())
                .flatMap(place -> Optional.ofNullable(place.location().country()))
                .map(letters -> countries.computeIfAbsent(letters, _ -> new Tally()));
        return Stream.concat(Stream.of(sites.computeIfAbsent(probe.site(), _ -> new Tally())), country.stream());
    }

    /// @param mostArcs how many of the unhealthy paths are drawn
    /// @param at       when the paths were read
    static GeoView draw(World world, int mostArcs, Instant at) {
        return new GeoMap(world).view(mostArcs, at);
    }

    private GeoView view(int mostArcs, Instant at) {
        List<FleetRow> unhealthy =
                world.paths().stream().filter(GeoMap::isUnhealthy).toList();
        List<Arc> arcs = unhealthy.stream()
                .flatMap(path -> arc(path).stream())
                .sorted(WORST_FIRST)
                .toList();
        return new GeoView(
                at,
                sites.entrySet().stream()
                        .flatMap(site -> site(site.getKey(), site.getValue(), at).stream())
                        .toList(),
                countries.entrySet().stream()
                        .map(country -> country(country.getKey(), country.getValue()))
                        .toList(),
                arcs.subList(0, Math.min(mostArcs, arcs.size())),
                Math.max(0, arcs.size() - mostArcs),
                unplaced(unhealthy.size() - arcs.size()));
    }

    private static boolean isUnhealthy(FleetRow path) {
        return path.state() == PathState.FAILING || path.state() == PathState.BREACHING;
    }

    private Optional<Arc> arc(FleetRow path) {
        String probe = path.name().probe();
        String target = path.name().target();
        return places.ofProbe(probe)
                .flatMap(from -> placeOf(target)
                        .map(to -> new Arc(
                                probe,
                                siteOf(probe),
                                target,
                                from.location(),
                                from.source(),
                                to.location(),
                                to.source(),
                                path.state(),
                                path.score(),
                                path.reason())));
    }

    private String siteOf(String probe) {
        return Optional.ofNullable(probes.get(probe)).map(Probe::site).orElse("");
    }

    private Optional<Placed> placeOf(String target) {
        return Optional.ofNullable(world.targets().get(target)).flatMap(places::of);
    }

    private Optional<Site> site(String name, Tally tally, Instant at) {
        return places.ofSite(name)
                .map(place -> new Site(
                        name,
                        place,
                        world.stated().containsKey(name) ? StatedBy.SITE : StatedBy.PROBE,
                        localTime(place, at),
                        tally.probes(),
                        tally.paths()));
    }

    private static @Nullable String localTime(Location place, Instant at) {
        try {
            return place.timeZone() == null
                    ? null
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            at.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.of(place.timeZone())));
        } catch (DateTimeException _) {
            return null; // a zone that a newer version knows
        }
    }

    private static Country country(String letters, Tally tally) {
        return new Country(letters, List.copyOf(tally.sites()), tally.probes(), tally.paths());
    }

    private Unplaced unplaced(int paths) {
        Set<String> nowhere = new TreeSet<>();
        Set<String> theirSites = new TreeSet<>();
        for (Probe probe : world.probes()) {
            if (probe.enabled() && places.ofProbe(probe.id()).isEmpty()) {
                nowhere.add(probe.id());
                theirSites.add(probe.site());
            }
        }
        Set<String> targets = new TreeSet<>();
        for (FleetRow path : world.paths()) {
            if (placeOf(path.name().target()).isEmpty()) {
                targets.add(path.name().target());
            }
        }
        return new Unplaced(names(nowhere), names(theirSites), names(targets), paths);
    }

    private static Names names(Set<String> all) {
        return new Names(all.size(), all.stream().limit(MOST_NAMES).toList());
    }
}
