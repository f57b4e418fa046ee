package io.waddleperf.api.paths;

import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.PathName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes paths of the newest results and of what the schedules ask for, the worst first.
final class Ranking {
    /// How long a path that no schedule has is shown after its last result.
    private static final Duration UNSCHEDULED = Duration.ofHours(1);

    private final Map<SeriesName, Cadence> cadences;
    private final Map<String, String> addresses;
    private final Instant now;

    /// @param cadences    of the series that schedules ask for
    /// @param addresses   of targets by id; a target without one is its own address
    Ranking(Map<SeriesName, Cadence> cadences, Map<String, String> addresses, Instant now) {
        this.cadences = Map.copyOf(cadences);
        this.addresses = Map.copyOf(addresses);
        this.now = now;
    }

    List<JudgedPath> rank(Collection<Latest> newest) {
        Map<PathName, Entry> paths = new HashMap<>();
        var seen = new HashSet<SeriesName>();
        var shown = newest.stream().filter(this::isShown).toList();
        Set<PathName> answering = shown.stream()
                .filter(Latest::measuredOnce)
                .map(latest -> latest.series().path())
                .collect(Collectors.toSet());
        for (Latest latest : shown) {
            SeriesName series = latest.series();
            seen.add(series);
            Cadence cadence = cadences.get(series);
            var verdict = Verdict.of(latest.result(), cadence, answering.contains(series.path()), now);
            paths.computeIfAbsent(series.path(), _ -> new Entry())
                    .add(new JudgedCheck(series, verdict, cadence == null ? null : cadence.intervalUs(), latest));
        }
        cadences.forEach((series, cadence) -> {
            if (!seen.contains(series)) {
                paths.computeIfAbsent(series.path(), _ -> new Entry())
                        .add(JudgedCheck.withoutResult(series, cadence.intervalUs()));
            }
        });
        return paths.entrySet().stream()
                .map(path -> judged(path.getKey(), path.getValue()))
                .sorted(Comparator.comparing(JudgedPath::rank, PathView.Rank.WORST_FIRST))
                .toList();
    }

    private boolean isShown(Latest latest) {
        return cadences.containsKey(latest.series()) || latest.result().dueAt().isAfter(now.minus(UNSCHEDULED));
    }

    /// What is gathered of a path.
    private static final class Entry {
        private final List<JudgedCheck> checks = new ArrayList<>();
        private @Nullable Instant updatedAt;

        void add(JudgedCheck check) {
            checks.add(check);
            var result = check.result();
            if (result != null && (updatedAt == null || result.startedAt().isAfter(updatedAt))) {
                updatedAt = result.startedAt();
            }
        }
    }

    /// A check that says nothing about the path does not make it worse, but is better than nothing.
    private JudgedPath judged(PathName name, Entry entry) {
        var checks = entry.checks.stream().sorted(JudgedCheck.WORST_FIRST).toList();
        JudgedCheck worst = checks.stream()
                .filter(check -> check.verdict().counts())
                .findFirst()
                .orElseGet(checks::getFirst);
        String address = Objects.requireNonNullElse(addresses.get(name.target()), name.target());
        return new JudgedPath(name, address, worst, entry.updatedAt, checks);
    }
}
