package io.waddleperf.api.fleet;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.paths.PathView.Rank;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All paths as they were read once.
///
/// @param version when, in microseconds since 1970; greater than that of any that was read before
/// @param rows    in the order of probe and target
public record Fleet(
        long version, Map<PathName, FleetRow> rows, Map<String, Probe> probes, Map<String, Target> targets) {
    private static final Comparator<PathName> ORDER =
            Comparator.comparing(PathName::probe).thenComparing(PathName::target);

    public Fleet {
        var sorted = new TreeMap<PathName, FleetRow>(ORDER);
        sorted.putAll(rows);
        rows = Collections.unmodifiableMap(sorted);
        probes = Map.copyOf(probes);
        targets = Map.copyOf(targets);
    }

    Fleet at(long when) {
        return new Fleet(when, rows, probes, targets);
    }

    boolean same(Fleet other) {
        return rows.equals(other.rows) && probes.equals(other.probes) && targets.equals(other.targets);
    }

    /// The paths that somebody may see, in the order of probe and target.
    public List<FleetRow> seenBy(Sight sight) {
        return sight.isWhole()
                ? List.copyOf(rows.values())
                : rows.values().stream()
                        .filter(row -> sight.sees(row.name().probe()))
                        .toList();
    }

    /// The same, the worst first.
    List<Rank> ranks(Sight sight) {
        return seenBy(sight).stream()
                .map(FleetRow::rank)
                .sorted(Rank.WORST_FIRST)
                .toList();
    }

    /// What a reader of the earlier one must be told.
    FleetChange since(Fleet before) {
        var changed = new ArrayList<FleetRow>();
        for (FleetRow row : rows.values()) {
            if (!row.equals(before.rows.get(row.name())) || !described(row).equals(before.described(row))) {
                changed.add(row);
            }
        }
        var gone = before.rows.keySet().stream()
                .filter(name -> !rows.containsKey(name))
                .toList();
        return new FleetChange(this, before.version, changed, gone);
    }

    private record Described(
            @Nullable Probe probe, @Nullable Target target) {}

    private Described described(FleetRow row) {
        return new Described(
                probes.get(row.name().probe()), targets.get(row.name().target()));
    }

    String site(FleetRow row) {
        Probe probe = probes.get(row.name().probe());
        return probe == null ? "" : probe.site();
    }

    String address(FleetRow row) {
        Target target = targets.get(row.name().target());
        return target == null ? row.name().target() : target.address();
    }

    Map<String, String> probeTags(String probe) {
        return probes.containsKey(probe)
                ? Objects.requireNonNull(probes.get(probe)).labels()
                : Map.of();
    }

    Map<String, String> targetTags(String target) {
        return targets.containsKey(target)
                ? Objects.requireNonNull(targets.get(target)).labels()
                : Map.of();
    }
}
