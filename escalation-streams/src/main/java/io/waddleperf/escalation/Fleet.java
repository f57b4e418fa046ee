package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.policy.PathContext;
import io.waddleperf.policy.PathMemory;
import io.waddleperf.policy.Purse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What this task's probes test, made from their assignments and kept in memory.
final class Fleet {
    private static final int NEIGHBOURS = 4;

    private final PathStores stores;
    private final Rules.View rules;
    private final Map<String, ProbeView> probes = new LinkedHashMap<>();
    private final Map<Long, SeriesView> series = new HashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private final Set<PathView> awake = new HashSet<>();
    private final List<PathView> withdrawn = new ArrayList<>();
    private final List<SeriesView> removed = new ArrayList<>();

    Fleet(PathStores stores, Rules.View rules) {
        this.stores = stores;
        this.rules = rules;
        rules.refresh();
        stores.eachAssignment(assignment -> {
            var _ = view(assignment, null, Instant.EPOCH);
        });
    }

    Collection<ProbeView> probes() {
        return probes.values();
    }

    @Nullable
    ProbeView probe(String name) {
        return probes.get(name);
    }

    // --- assignments -----------------------------------------------------------------------------

    ProbeView assign(Assignment assignment, Instant now) {
        ProbeView before = probes.get(assignment.probe());
        ProbeView probe = view(assignment, before, now);
        stores.assignments().put(assignment.probe(), io.waddleperf.contracts.kafka.WireCodec.bytes(assignment));
        if (before != null) {
            before.paths().values().stream()
                    .filter(path -> !probe.paths().containsKey(path.target()))
                    .forEach(this::withdraw);
            before.paths().values().stream()
                    .flatMap(path -> path.series().stream())
                    .filter(old -> !has(probe, old))
                    .forEach(this::remove);
        }
        return probe;
    }

    private void remove(SeriesView old) {
        series.remove(old.id());
        removed.add(old);
    }

    /// The series that are tested no more, once.
    List<SeriesView> takeRemoved() {
        var taken = List.copyOf(removed);
        removed.clear();
        return taken;
    }

    private static boolean has(ProbeView probe, SeriesView old) {
        PathView path = probe.paths().get(old.item().target().id());
        return path != null && path.series().stream().anyMatch(one -> one.id() == old.id());
    }

    private void withdraw(PathView path) {
        awake.remove(path);
        withdrawn.add(path);
    }

    /// The paths that are tested no more, once.
    List<PathView> takeWithdrawn() {
        var taken = List.copyOf(withdrawn);
        withdrawn.clear();
        return taken;
    }

    void forget(String probe) {
        probes.remove(probe);
        stores.assignments().delete(probe);
        stores.probes().delete(probe);
    }

    private ProbeView view(Assignment assignment, @Nullable ProbeView before, Instant now) {
        String name = assignment.probe();
        var probe = before == null
                ? new ProbeView(assignment, stores.clock(name), stores.silent(name))
                : new ProbeView(assignment, before);
        for (Assignment.Item item : assignment.items()) {
            String target = item.target().id();
            PathView path = probe.paths().computeIfAbsent(target, t -> path(probe.probe(), t, before, now));
            long id = Ids.series(probe.probe(), target, item.check(), item.family());
            SeriesView one = series(id, path, item, assignment.at());
            probe.add(one);
            series.put(id, one);
        }
        probe.paths().values().forEach(path -> path.series().forEach(one -> setRules(probe, one)));
        probes.put(probe.probe(), probe);
        return probe;
    }

    private PathView path(String probe, String target, @Nullable ProbeView before, Instant now) {
        PathView known = before == null ? null : before.paths().get(target);
        PathMemory memory = known == null ? stores.memory(PathView.key(probe, target)) : known.memory();
        var path = new PathView(probe, target, memory == null ? PathMemory.unproven(now) : memory);
        if (known != null) {
            awake.remove(known);
        }
        awake(path);
        return path;
    }

    private SeriesView series(long id, PathView path, Assignment.Item item, Instant assignedAt) {
        SeriesView known = series.get(id);
        SeriesState stored = stores.series().get(id);
        var slots = known == null
                ? new SlotView(item, assignedAt, stored.ledger())
                : known.slots().then(item, assignedAt);
        var one = new SeriesView(id, path, item, slots);
        one.openMinute(stored.openMinuteUs());
        deadlines.add(one, Instant.EPOCH);
        return one;
    }

    /// The series that have something to be judged by now; [#lookAgain] brings one back.
    List<SeriesView> dueSeries(Instant now) {
        return deadlines.take(now).stream()
                .filter(one -> series.get(one.id()) == one) // not of an assignment of before
                .toList();
    }

    void lookAgain(SeriesView one, Instant now) {
        deadlines.add(one, one.nextLook(now));
    }

    private void setRules(ProbeView probe, SeriesView one) {
        var labels = Labels.of(probe.assignment(), one.item());
        one.rules(labels, Thresholds.inForce(rules.thresholds(), labels));
    }

    void rulesChanged() {
        probes.values()
                .forEach(probe ->
                        probe.paths().values().forEach(path -> path.series().forEach(one -> setRules(probe, one))));
    }

    // --- paths -----------------------------------------------------------------------------------

    /// Whether time alone may change the path is noted for [#wokenBy].
    void awake(PathView path) {
        if (path.memory().wakeAt() == null) {
            awake.remove(path);
        } else {
            awake.add(path);
        }
    }

    List<PathView> wokenBy(Instant now) {
        return awake.stream()
                .filter(path ->
                        !now.isBefore(Objects.requireNonNull(path.memory().wakeAt())))
                .sorted(Comparator.comparing(PathView::key))
                .toList();
    }

    PathContext context(ProbeView probe, PathView path, Purse purse) {
        boolean deep = path.memory().state().open();
        return new PathContext(
                probe.probe(),
                probe.site(),
                path.target(),
                path.items(),
                path.rules(),
                neighbours(probe, path),
                brokenParent(probe, path),
                purse,
                rules.entitlements(),
                deep ? stores.way(path.key()) : null);
    }

    /// The targets that follow in the order of names and have the breaching check too, so that not
    /// all ask the same ones.
    private static List<Assignment.Item> neighbours(ProbeView probe, PathView path) {
        Breach cause = path.memory().cause();
        String check = cause == null ? path.series().getFirst().item().check() : cause.check();
        var paths = (TreeMap<String, PathView>) probe.paths();
        return Stream.concat(
                        paths.tailMap(path.target(), false).values().stream(),
                        paths.headMap(path.target(), false).values().stream())
                .flatMap(other -> other.series().stream()
                        .map(SeriesView::item)
                        .filter(item -> item.check().equals(check))
                        .limit(1))
                .limit(NEIGHBOURS)
                .toList();
    }

    private static Optional<String> brokenParent(ProbeView probe, PathView path) {
        return path.series().stream()
                .flatMap(one -> one.item().target().dependsOnOrNone().stream())
                .distinct()
                .filter(parent -> {
                    PathView before = probe.paths().get(parent);
                    return before != null
                            && (before.memory().state().open()
                                    || before.memory().state() == PathState.SUSPECT);
                })
                .findFirst();
    }

    /// The rules for a result of tier 1 are those of its series; what a deeper tier runs may be no
    /// assigned series, and is matched by its own check and test.
    ///
    /// @param known the result's series, null where no assignment has it
    List<Threshold> rulesOf(PathView path, @Nullable SeriesView known, Result result) {
        if (known != null) {
            return known.rules();
        }
        ProbeView probe = probes.get(path.probe());
        if (result.tier() == 1 || probe == null) {
            return List.of();
        }
        var labels = new HashMap<>(
                Labels.of(probe.assignment(), path.series().getFirst().item()));
        labels.put(Labels.CHECK, result.check());
        labels.put(Labels.TEST, result.test().wireName());
        return Thresholds.inForce(rules.thresholds(), labels);
    }

    /// @param series null where no assignment has it: then what is said of the path's others counts
    boolean inMaintenance(PathView path, @Nullable SeriesView series, Instant now) {
        if (rules.silences().isEmpty()) {
            return false;
        }
        var labels = (series == null ? path.series().getFirst() : series).labels();
        return rules.silences().stream()
                .filter(silence -> silence.kind() == Silence.Kind.MAINTENANCE)
                .anyMatch(silence -> silence.covers(now, labels));
    }

    /// The paths that have ever answered: of the others nobody knows how they are.
    PathReport.Watching watching(ProbeView probe) {
        var paths = probe.paths().values().stream()
                .filter(path -> path.memory().state() != PathState.UNPROVEN)
                .map(path -> new PathReport.Watched(
                        path.target(),
                        path.items().getFirst().target().dependsOnOrNone(),
                        path.items().stream()
                                .mapToLong(Assignment.Item::intervalUs)
                                .min()
                                .orElseThrow(),
                        shared(path)))
                .toList();
        return new PathReport.Watching(probe.probe(), probe.site(), paths);
    }

    /// The labels that all series of the path have.
    private static Map<String, String> shared(PathView path) {
        var all = path.series().stream().map(SeriesView::labels).toList();
        return all.getFirst().entrySet().stream()
                .filter(label -> all.stream().allMatch(one -> label.getValue().equals(one.get(label.getKey()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
