package io.waddleperf.api.paths;

import io.waddleperf.contracts.Metric;
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
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes paths of the newest results and of what the schedules ask for, the worst first.
final class Ranking {
    /// How long a path that no schedule has is shown after its last result.
    private static final Duration UNSCHEDULED = Duration.ofHours(1);

    private final Expectations expectations;
    private final Predicate<SeriesName> asked;
    private final Instant now;

    /// @param asked which series are to be shown at all
    Ranking(Expectations expectations, Predicate<SeriesName> asked, Instant now) {
        this.expectations = expectations;
        this.asked = asked;
        this.now = now;
    }

    /// Without those that no schedule has and that are old.
    List<Latest> shown(Collection<Latest> newest) {
        return newest.stream().filter(this::isShown).toList();
    }

    /// @param shown  the newest results of the series that are asked for
    /// @param losses of the last packets of some of them; the others' are those of their newest result
    List<JudgedPath> rank(List<Latest> shown, Map<SeriesName, Double> losses) {
        Map<PathName, Entry> paths = new HashMap<>();
        var seen = new HashSet<SeriesName>();
        Set<PathName> answering = shown.stream()
                .filter(Latest::measuredOnce)
                .map(latest -> latest.series().path())
                .collect(Collectors.toSet());
        for (Latest latest : shown) {
            SeriesName series = latest.series();
            seen.add(series);
            Expected expected = expectations.of(series);
            boolean answers = answering.contains(series.path());
            var verdict = Verdict.of(latest.result(), expected, loss(latest, losses), answers, now);
            paths.computeIfAbsent(series.path(), _ -> new Entry())
                    .add(new JudgedCheck(series, verdict, expected.intervalUs(), latest));
        }
        expectations.scheduled().forEach((series, expected) -> {
            if (asked.test(series) && !seen.contains(series)) {
                paths.computeIfAbsent(series.path(), _ -> new Entry())
                        .add(new JudgedCheck(series, Verdict.NO_RESULT, expected.intervalUs(), null));
            }
        });
        return paths.entrySet().stream()
                .map(path -> judged(path.getKey(), path.getValue()))
                .sorted(Comparator.comparing(JudgedPath::rank, PathView.Rank.WORST_FIRST))
                .toList();
    }

    private static OptionalDouble loss(Latest latest, Map<SeriesName, Double> losses) {
        Double recent = losses.get(latest.series());
        return recent == null ? latest.result().metrics().get(Metric.LOSS_RATIO) : OptionalDouble.of(recent);
    }

    private boolean isShown(Latest latest) {
        return expectations.scheduled().containsKey(latest.series())
                || latest.result().dueAt().isAfter(now.minus(UNSCHEDULED));
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
        JudgedCheck worst = JudgedPath.speaking(checks).stream()
                .filter(check -> check.verdict().counts())
                .findFirst()
                .orElseGet(checks::getFirst);
        return new JudgedPath(name, expectations.address(name.target()), worst, entry.updatedAt, checks);
    }
}
