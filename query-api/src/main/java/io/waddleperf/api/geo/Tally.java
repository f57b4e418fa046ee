package io.waddleperf.api.geo;

import io.waddleperf.api.fleet.FleetRow;
import io.waddleperf.api.geo.GeoView.Paths;
import io.waddleperf.api.geo.GeoView.Probes;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.api.probes.ProbeState.Presence;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Counts the probes and paths of a place.
final class Tally {
    private final Set<String> sites = new TreeSet<>();
    private final Map<Presence, Integer> presences = new EnumMap<>(Presence.class);
    private final Map<PathState, Integer> states = new EnumMap<>(PathState.class);
    private int off;

    void addProbe(String site, boolean enabled, Presence presence) {
        sites.add(site);
        if (enabled) {
            presences.merge(presence, 1, Integer::sum);
        } else {
            off++;
        }
    }

    void add(FleetRow path) {
        states.merge(path.state(), 1, Integer::sum);
    }

    Set<String> sites() {
        return sites;
    }

    Probes probes() {
        return new Probes(count(Presence.UP), count(Presence.SILENT), count(Presence.NEVER_SEEN), off);
    }

    private int count(Presence presence) {
        return presences.getOrDefault(presence, 0);
    }

    Paths paths() {
        int total = states.values().stream().mapToInt(Integer::intValue).sum();
        int unhealthy = count(PathState.FAILING) + count(PathState.BREACHING);
        return new Paths(
                Arrays.stream(PathState.values())
                        .filter(states::containsKey)
                        .findFirst()
                        .orElse(null),
                total,
                count(PathState.FAILING),
                count(PathState.BREACHING),
                count(PathState.STALE),
                count(PathState.UNPROVEN),
                count(PathState.HEALTHY),
                total == 0 ? null : (double) unhealthy / total);
    }

    private int count(PathState state) {
        return states.getOrDefault(state, 0);
    }
}
