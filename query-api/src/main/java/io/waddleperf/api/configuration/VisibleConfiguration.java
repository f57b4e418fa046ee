package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Need;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The configuration as the caller of a request sees it: their probes, what these test, and the
/// rules and silences that may be about them.
@Singleton
public final class VisibleConfiguration {
    private final ConfigurationQuery all;
    private final Sights sights;
    private final Callers callers;

    public VisibleConfiguration(ConfigurationQuery all, Sights sights, Callers callers) {
        this.all = all;
        this.sights = sights;
        this.callers = callers;
    }

    public List<Probe> probes() {
        Sight sight = sights.current();
        return all.probes().stream().filter(probe -> sight.sees(probe.id())).toList();
    }

    /// Where sites are stated to be; of those without a visible probe only where all is visible.
    public Map<String, Location> sites() {
        var sites = all.sites();
        if (!sights.current().isWhole()) {
            sites.keySet().retainAll(probes().stream().map(Probe::site).collect(Collectors.toSet()));
        }
        return sites;
    }

    /// Those that a visible probe tests by schedule.
    public List<Target> targets() {
        Sight sight = sights.current();
        if (sight.isWhole()) {
            return all.targets();
        }
        var tested = tested(schedules());
        return all.targets().stream()
                .filter(target -> tested.contains(target.id()))
                .map(target -> without(target, tested))
                .toList();
    }

    Set<String> targetIds() {
        return targets().stream().map(Target::id).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> tested(List<Schedule> schedules) {
        return schedules.stream()
                .flatMap(schedule -> schedule.targets().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Target without(Target target, Set<String> visible) {
        List<String> before =
                target.dependsOnOrNone().stream().filter(visible::contains).toList();
        return new Target(
                target.id(),
                target.address(),
                target.owned(),
                target.labels(),
                target.version(),
                before.isEmpty() ? null : before,
                target.location());
    }

    public Optional<Target> target(String id) {
        return sights.current().isWhole()
                ? all.target(id)
                : targets().stream().filter(target -> target.id().equals(id)).findFirst();
    }

    /// Those that a visible probe has, without its other probes.
    public List<Schedule> schedules() {
        Sight sight = sights.current();
        if (sight.isWhole()) {
            return all.schedules();
        }
        boolean some = all.probes().stream().anyMatch(probe -> sight.sees(probe.id()));
        return all.schedules().stream()
                .filter(schedule -> schedule.probes().isEmpty()
                        ? some
                        : schedule.probes().stream().anyMatch(sight::sees))
                .map(schedule -> within(schedule, sight))
                .toList();
    }

    private static Schedule within(Schedule schedule, Sight sight) {
        return schedule.ofProbes(schedule.probes().stream().filter(sight::sees).toList());
    }

    public List<PlannedSeries> planned() {
        Sight sight = sights.current();
        return all.planned().stream()
                .filter(series -> sight.sees(series.probe().id()))
                .toList();
    }

    public List<PlannedSeries> planned(String probe, String target) {
        return sights.current().sees(probe) ? all.planned(probe, target) : List.of();
    }

    public List<Stored<Threshold>> thresholds() {
        var rules = all.storedThresholds();
        var about = about();
        return rules.stream().filter(rule -> about.has(rule.value().match())).toList();
    }

    public Optional<Stored<Threshold>> threshold(String id) {
        return all.threshold(id).filter(rule -> about().has(rule.value().match()));
    }

    /// Whether what matches so may be about something that is visible.
    public Predicate<Map<String, String>> visible() {
        return about()::has;
    }

    public List<Silence> silences() {
        var about = about();
        return all.silences().stream()
                .filter(silence -> about.has(silence.match()))
                .toList();
    }

    public Optional<Silence> silence(String id) {
        return all.silence(id).filter(silence -> about().has(silence.match()));
    }

    /// For whoever may change them: addresses are nobody else's business.
    public List<Channel> channels() {
        return mayChangeChannels() ? all.channels() : List.of();
    }

    public boolean mayChangeChannels() {
        return Need.MAINTAINER_OF_ALL.isMetBy(callers.current());
    }

    private About about() {
        return sights.current().isWhole() ? new About(true, Set.of()) : About.of(planned(), probes());
    }

    /// What a rule may be about to be shown.
    ///
    /// @param labels of all that is visible
    private record About(boolean all, Set<Map<String, String>> labels) {
        static About of(List<PlannedSeries> planned, List<Probe> probes) {
            var labels = new HashSet<Map<String, String>>();
            planned.forEach(series -> labels.add(series.labels()));
            probes.forEach(probe -> labels.add(Labels.of(probe)));
            return new About(false, labels);
        }

        boolean has(Map<String, String> match) {
            return all || labels.stream().anyMatch(one -> Labels.matches(match, one));
        }
    }
}
