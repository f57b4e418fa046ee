package io.waddleperf.scheduler;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.kafka.ProbePartition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Keeps the timetable and the assignments in step with the configuration and with the partitions that
/// this scheduler has. Only those probes are planned anew that a change may concern, and so many series
/// at a time that a change for a million of them holds up no command.
///
/// For one thread.
final class Planning implements Shares.Holder {
    /// Series that are planned in one step, the last probe's in full: some 10 ms.
    private static final int MOST_A_STEP = 2_000;

    /// By when any scheduler knows of a change: what an earlier owner had ordered until then may lack a
    /// schedule that was new.
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(5);

    private static final Joining JUST_CONFIGURED = new Joining(Slots.Seen.SINCE_START, Instant.EPOCH);

    private final int partitions;
    private final Assignments assignments;
    private final InstantSource clock;
    private final Configuration configuration = new Configuration();
    private final Timetable timetable = new Timetable();
    private final Set<Integer> owned = new HashSet<>();
    private final Map<String, Joining> backlog = new LinkedHashMap<>();
    private Plan plan = configuration.plan();
    private TierOneBounds bounds = plan.bounds();
    private Map<String, List<ExclusiveSeries>> exclusive = Map.of();
    private Known known = Known.NOTHING;
    private boolean stale = true;

    /// How to take the series of a probe that are not planned yet.
    ///
    /// @param done until when they have been ordered
    private record Joining(Slots.Seen seen, Instant done) {}

    /// @param partitions the count of topics that are spread by probe
    Planning(int partitions, Outlet outlet, InstantSource clock) {
        this.partitions = partitions;
        this.assignments = new Assignments(outlet, partitions);
        this.clock = clock;
    }

    /// A change of the configuration.
    ///
    /// @throws io.waddleperf.contracts.kafka.WireFormatException for a malformed value
    void take(ConsumerRecord<String, byte[]> record) {
        switch (configuration.take(record)) {
            case Affected.Everybody() -> replan(configuration.probes());
            case Affected.Some(Set<String> probes) -> replan(probes);
        }
    }

    private void replan(Set<String> probes) {
        stale |= !probes.isEmpty();
        probes.stream()
                .filter(probe -> owned.contains(partition(probe)))
                .forEach(probe -> backlog.putIfAbsent(probe, JUST_CONFIGURED));
    }

    @Override
    public void gained(Map<Integer, Instant> more) {
        owned.addAll(more.keySet());
        Instant now = clock.instant();
        for (String probe : configuration.probes()) {
            Instant done = more.get(partition(probe));
            if (done != null) {
                Instant until = done.isBefore(now) ? done : now; // else its clock was wrong, or ours is
                backlog.put(probe, new Joining(Slots.Seen.AT_START, until.minus(KNOWN_WITHIN)));
            }
        }
    }

    @Override
    public void lost(Set<Integer> lost) {
        owned.removeAll(lost);
        backlog.keySet().removeIf(probe -> lost.contains(partition(probe)));
        timetable.dropIf(probe -> lost.contains(partition(probe)));
        assignments.forget(lost);
    }

    @Override
    public void told(ConsumerRecord<String, byte[]> record) {
        assignments.remember(record);
    }

    @Override
    public void informed(int partition) {
        assignments.informed(partition, clock.instant());
    }

    /// Does some of what is to be done.
    void step() {
        if (stale) {
            refresh();
        }
        Instant now = clock.instant();
        int series = 0;
        for (var todo = backlog.entrySet().iterator(); todo.hasNext() && series < MOST_A_STEP; ) {
            var next = todo.next();
            series += 1 + replan(next.getKey(), next.getValue(), now);
            todo.remove();
        }
        assignments.tellAgain(now);
    }

    /// The plan as a whole; that of exclusive tests is remade where one of these has changed.
    private void refresh() {
        plan = configuration.plan();
        bounds = plan.bounds();
        var exclusiveBefore = exclusive;
        exclusive = plan.exclusive();
        if (exclusive.equals(exclusiveBefore)) {
            known = new Known(known.slots(), plan.probes());
        } else {
            known = new Known(
                    SlotPlan.of(
                            exclusive.values().stream().flatMap(List::stream).toList()),
                    plan.probes());
            replan(exclusiveBefore.keySet());
            replan(exclusive.keySet());
        }
        stale = false;
    }

    private int replan(String probe, Joining joining, Instant now) {
        var assignment = plan.assignment(probe, known.slots(), bounds);
        assignment.ifPresentOrElse(
                wanted -> timetable.replan(wanted, now, joining.seen(), joining.done()), () -> timetable.drop(probe));
        assignments.want(probe, assignment.orElse(null), now);
        return assignment.map(wanted -> wanted.items().size()).orElse(0);
    }

    /// Whether steps are to be done at once.
    boolean behind() {
        return stale || !backlog.isEmpty();
    }

    /// As of the last step.
    Known known() {
        return known;
    }

    /// [Timetable#due]
    List<Command> due(Instant now, int limit) {
        return timetable.due(now, limit);
    }

    /// How many series are planned.
    int series() {
        return timetable.size();
    }

    /// How many partitions are this scheduler's.
    int owned() {
        return owned.size();
    }

    /// [Timetable#missed]
    long missed() {
        return timetable.missed();
    }

    private int partition(String probe) {
        return ProbePartition.of(probe, partitions);
    }
}
