package io.waddleperf.scheduler;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The slots of all scheduled exclusive series, so that two that share an end never run at the same
/// time.
///
/// It follows from the configuration alone: every scheduler comes to the same plan, and none has to
/// own it. A series keeps the phase that any series would have, or takes the next one in which it
/// meets no other at any time to come: two meet where their phases, modulo the greatest common
/// divisor of their intervals, are nearer than they hold their ends. One that runs by a cron takes
/// the next such time within its slip. The higher priority chooses first, then the shorter interval,
/// then the lower number. What finds no such phase is loose: it runs in those of its slots that meet
/// none of those before it; the others are told as missed. Of a lower priority all are behind it.
final class SlotPlan {
    static final SlotPlan EMPTY = new SlotPlan();

    /// Of one end: the work of a slot grows with it.
    private static final int MOST_OF_AN_END = 512;

    /// All of the time, and what adding up many parts may be off.
    private static final double ALL = 1 + 1e-9;

    /// Phases that are tried for one series.
    private static final int MOST_TRIES = 2_000;

    /// Times within a cycle of one that finds a phase: each is held against each of the others.
    private static final int MOST_STARTS = 48;

    private final Map<Long, Placed> placed = new HashMap<>();
    private final Map<Long, String> refused = new HashMap<>();
    private final Map<String, List<Placed>> byEnd = new HashMap<>();

    private SlotPlan() {}

    static SlotPlan of(Collection<ExclusiveSeries> exclusive) {
        var plan = new SlotPlan();
        var byPriority = new TreeMap<Integer, List<ExclusiveSeries>>(Comparator.reverseOrder());
        exclusive.forEach(series -> byPriority
                .computeIfAbsent(series.cadence().priority(), _ -> new ArrayList<>())
                .add(series));
        byPriority.values().forEach(plan::addOfOnePriority);
        return plan;
    }

    private void addOfOnePriority(List<ExclusiveSeries> some) {
        var loose = new ArrayList<ExclusiveSeries>();
        some.stream()
                .sorted(Comparator.comparingLong(ExclusiveSeries::intervalUs).thenComparingLong(ExclusiveSeries::id))
                .filter(this::accepts)
                .filter(series -> !placeForGood(series))
                .forEach(loose::add);
        loose.stream()
                .filter(this::accepts)
                .forEach(series -> put(new Placed(series, series.cadence().phaseUs(), true, placed.size())));
    }

    /// @param otherwise the phase of a series that is not in the plan
    long phaseUs(long series, long otherwise) {
        Placed found = placed.get(series);
        return found == null ? otherwise : found.cadence().phaseUs();
    }

    /// Why a scheduled command is not to be sent, empty where it is.
    Optional<String> objection(Command command) {
        return command.spec().test().exclusive()
                ? objection(
                        Ids.series(command.probe(), command.target().id(), command.check(), command.family()),
                        command.dueAt())
                : Optional.empty();
    }

    Optional<String> objection(long series, Instant slot) {
        Placed found = placed.get(series);
        return found == null
                ? Optional.ofNullable(refused.get(series))
                : before(found, micros(slot)).map(Hold.Taken::text);
    }

    /// What takes one of the ends within that time, empty where all are free.
    Optional<Hold.Taken> taken(Set<String> ends, Instant from, Instant until) {
        return ends.stream()
                .flatMap(end -> byEnd.getOrDefault(end, List.of()).stream()
                        .flatMap(one -> held(one, end, micros(from), micros(until)).stream()))
                .findFirst();
    }

    private Optional<Hold.Taken> held(Placed one, String end, long fromUs, long untilUs) {
        for (long slotUs = one.slotAtUs(fromUs);
                slotUs < untilUs;
                slotUs = one.cadence().slotAfterUs(slotUs)) {
            if (before(one, slotUs).isEmpty()) {
                return Optional.of(taken(one, end, slotUs));
            }
        }
        return Optional.empty();
    }

    /// What a slot of a loose series meets. Those before it count whether or not they run then: what
    /// they meet themselves would have to be asked for ever on.
    private Optional<Hold.Taken> before(Placed one, long slotUs) {
        if (!one.loose()) {
            return Optional.empty();
        }
        long untilUs = slotUs + one.series().holdUs();
        return one.series().ends().stream()
                .flatMap(end -> byEnd.getOrDefault(end, List.of()).stream()
                        .filter(other -> other.rank() < one.rank() && other.meets(slotUs, untilUs))
                        .map(other -> taken(other, end, other.slotAtUs(slotUs))))
                .findFirst();
    }

    private static Hold.Taken taken(Placed by, String end, long slotUs) {
        Instant until = Instant.EPOCH.plus(slotUs + by.series().holdUs(), ChronoUnit.MICROS);
        return new Hold.Taken(end, by.series().name(), until);
    }

    private boolean accepts(ExclusiveSeries series) {
        if (series.holdUs() > series.intervalUs()) {
            refused.put(
                    series.id(),
                    "it may take " + seconds(series.holdUs()) + " with all that belongs to it, and its interval is "
                            + seconds(series.intervalUs()));
            return false;
        }
        for (String end : series.ends()) {
            if (byEnd.getOrDefault(end, List.of()).size() >= MOST_OF_AN_END) {
                refused.put(series.id(), end + " has " + MOST_OF_AN_END + " exclusive series already");
                return false;
            }
        }
        return true;
    }

    private boolean placeForGood(ExclusiveSeries series) {
        if (series.cycle().startsUs().size() > MOST_STARTS
                || series.ends().stream().anyMatch(end -> share(end) + series.share() > ALL)) {
            return false; // spares the search: there is no time left
        }
        var others = series.ends().stream()
                .flatMap(end -> byEnd.getOrDefault(end, List.of()).stream())
                .distinct()
                .toList();
        long laterUs = 0;
        for (int tries = 0; tries < MOST_TRIES && laterUs <= series.mostLaterUs(); tries++) {
            long phaseUs = series.phaseUs(laterUs);
            long inTheWayUs = others.stream()
                    .mapToLong(one -> one.inTheWayUs(series, phaseUs))
                    .filter(us -> us > 0)
                    .findFirst()
                    .orElse(0);
            if (inTheWayUs == 0) {
                put(new Placed(series, phaseUs, false, placed.size()));
                return true;
            }
            laterUs += inTheWayUs;
        }
        return false;
    }

    /// The part of all time for which the end is held.
    private double share(String end) {
        return byEnd.getOrDefault(end, List.of()).stream()
                .mapToDouble(one -> one.series().share())
                .sum();
    }

    private void put(Placed one) {
        placed.put(one.series().id(), one);
        one.series()
                .ends()
                .forEach(end ->
                        byEnd.computeIfAbsent(end, _ -> new ArrayList<>()).add(one));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static String seconds(long us) {
        return Math.ceilDiv(us, 1_000_000) + " s";
    }
}
