package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What each probe of this scheduler is to do and what it was last told, so that only what differs is
/// told again and a probe that has no part any more learns that too, also when it lost its part while
/// no scheduler ran.
///
/// Nothing is told of a partition before all that stands on it has been read. Both maps share their
/// items where nothing is to be told. Whom Kafka did not take it for is told again, a second later.
final class Assignments {
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    /// Told again at a time, so that commands need not wait for long.
    private static final int MOST_AGAIN = 100;

    private final Outlet outlet;
    private final int partitions;
    private final Map<String, Assignment> wanted = new HashMap<>();
    private final Map<String, Assignment> told = new HashMap<>();
    private final Set<Integer> informed = new HashSet<>();

    /// Probes whose last word may not be on the topic; added to by the producer's thread.
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    private Instant toldAgain = Instant.EPOCH;

    Assignments(Outlet outlet, int partitions) {
        this.outlet = outlet;
        this.partitions = partitions;
    }

    /// Takes over what an earlier scheduler told.
    void remember(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            told.remove(record.key());
            return;
        }
        try {
            var before = WireCodec.read(Assignment.class, record.value());
            var now = wanted.get(record.key());
            told.put(record.key(), now != null && same(before, now) ? at(now, before.at(), before.version()) : before);
        } catch (WireFormatException e) {
            outlet.bury(record, String.valueOf(e.getMessage())); // told anew below
        }
    }

    /// All that stood on the partition has been remembered.
    void informed(int partition, Instant now) {
        informed.add(partition);
        var probes = new HashSet<>(told.keySet());
        probes.addAll(wanted.keySet());
        probes.stream().filter(probe -> partition(probe) == partition).forEach(probe -> tell(probe, now));
    }

    /// @param assignment null where the probe has no part in anything
    void want(String probe, @Nullable Assignment assignment, Instant now) {
        if (assignment == null) {
            wanted.remove(probe);
        } else {
            wanted.put(probe, assignment);
        }
        if (informed.contains(partition(probe))) {
            tell(probe, now);
        }
    }

    private void tell(String probe, Instant now) {
        var assignment = wanted.get(probe);
        var before = told.get(probe);
        if (assignment == null) {
            if (told.remove(probe) != null) {
                dismiss(probe);
            }
        } else if (before == null || !same(before, assignment)) {
            assign(assignment, before, now);
        }
    }

    private void dismiss(String probe) {
        outlet.dismiss(probe, () -> lost.add(probe));
    }

    private void assign(Assignment assignment, @Nullable Assignment before, Instant now) {
        String probe = assignment.probe();
        long last = before == null ? 0 : before.version();
        // by the clock, but ahead of the last one also where the clock was set back
        long version = Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, now), last + 1);
        var next = at(assignment, now, version);
        told.put(probe, next);
        outlet.send(next, () -> lost.add(probe));
    }

    /// Tells some of those again whom Kafka did not take it for; where it fails for one at once, the
    /// others wait.
    void tellAgain(Instant now) {
        if (lost.isEmpty() || Duration.between(toldAgain, now).abs().compareTo(AGAIN_AFTER) < 0) {
            return;
        }
        toldAgain = now;
        for (String probe : lost.stream().limit(MOST_AGAIN).toList()) {
            lost.remove(probe);
            if (informed.contains(partition(probe))) {
                tellAgain(probe, now);
            }
            if (lost.contains(probe)) {
                return;
            }
        }
    }

    private void tellAgain(String probe, Instant now) {
        var assignment = wanted.get(probe);
        if (assignment == null) {
            dismiss(probe);
        } else {
            assign(assignment, told.get(probe), now);
        }
    }

    /// These are another scheduler's now.
    void forget(Set<Integer> gone) {
        informed.removeAll(gone);
        Predicate<String> theirs = probe -> gone.contains(partition(probe));
        wanted.keySet().removeIf(theirs);
        told.keySet().removeIf(theirs);
        lost.removeIf(theirs);
    }

    private int partition(String probe) {
        return ProbePartition.of(probe, partitions);
    }

    private static Assignment at(Assignment one, Instant at, long version) {
        return new Assignment(one.probe(), one.items(), at, version, one.site(), one.labels());
    }

    /// Whether two are the same but for version and time.
    private static boolean same(Assignment one, Assignment other) {
        return one.items().equals(other.items())
                && Objects.equals(one.site(), other.site())
                && Objects.equals(one.labels(), other.labels());
    }
}
