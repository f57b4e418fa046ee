package io.waddleperf.policy;

import io.waddleperf.contracts.Incident.Scope;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathReport.Watched;
import io.waddleperf.contracts.PathReport.Watching;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which probe tests which target, and where it stands.
final class Topography {
    private final Map<String, Watching> byProbe = new TreeMap<>();
    private final Map<String, Set<String>> probesOfTarget = new HashMap<>();
    private final Map<String, Set<String>> probesOfSite = new HashMap<>();
    private final Map<PathName, Watched> paths = new HashMap<>();
    private final Set<String> silent = new HashSet<>();

    void put(Watching next) {
        Watching before = byProbe.remove(next.probe());
        if (before != null) {
            forget(before);
        }
        if (next.paths().isEmpty()) {
            return;
        }
        byProbe.put(next.probe(), next);
        probesOfSite.computeIfAbsent(next.site(), _ -> new TreeSet<>()).add(next.probe());
        for (Watched path : next.paths()) {
            probesOfTarget.computeIfAbsent(path.target(), _ -> new TreeSet<>()).add(next.probe());
            paths.put(new PathName(next.probe(), path.target()), path);
        }
    }

    private void forget(Watching before) {
        probesOfSite.getOrDefault(before.site(), Set.of()).remove(before.probe());
        for (Watched path : before.paths()) {
            probesOfTarget.getOrDefault(path.target(), Set.of()).remove(before.probe());
            paths.remove(new PathName(before.probe(), path.target()));
        }
    }

    void silence(String probe, boolean isSilent) {
        if (isSilent) {
            silent.add(probe);
        } else {
            silent.remove(probe);
        }
    }

    boolean silent(String probe) {
        return silent.contains(probe);
    }

    Stream<PathName> paths(Scope.Kind kind, String subject) {
        return switch (kind) {
            case TARGET ->
                probesOfTarget.getOrDefault(subject, Set.of()).stream().map(probe -> new PathName(probe, subject));
            case PROBE -> pathsOf(subject);
            case SITE -> probesOfSite.getOrDefault(subject, Set.of()).stream().flatMap(this::pathsOf);
            case PATH, UNKNOWN -> Stream.empty();
        };
    }

    private Stream<PathName> pathsOf(String probe) {
        Watching known = byProbe.get(probe);
        return known == null ? Stream.empty() : known.paths().stream().map(path -> new PathName(probe, path.target()));
    }

    Collection<String> probesOf(String target) {
        return probesOfTarget.getOrDefault(target, Set.of());
    }

    int probesAt(String site) {
        return probesOfSite.getOrDefault(site, Set.of()).size();
    }

    String site(String probe) {
        Watching known = byProbe.get(probe);
        return known == null ? "none" : known.site();
    }

    /// How long until the path's own tests would show a breach; an hour for what is not known.
    Duration interval(PathName path) {
        Watched known = paths.get(path);
        return known == null ? Duration.ofHours(1) : Duration.ofNanos(known.intervalUs() * 1_000);
    }

    List<String> parents(PathName path) {
        Watched known = paths.get(path);
        return known == null ? List.of() : known.dependsOn();
    }

    Map<String, String> labels(PathName path) {
        Watched known = paths.get(path);
        return known == null ? Map.of() : known.labels();
    }
}
