package io.waddleperf.scheduler;

import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The newest version of every schedule, target, probe and threshold that the compacted topics have
/// told.
final class Configuration {
    private final Map<String, Schedule> schedules = new HashMap<>();
    private final Map<String, Target> targets = new HashMap<>();
    private final Map<String, Probe> probes = new HashMap<>();
    private final Map<String, Threshold> thresholds = new HashMap<>();

    /// @return for whom it may be news
    /// @throws io.waddleperf.contracts.kafka.WireFormatException for a malformed value
    Affected take(ConsumerRecord<String, byte[]> record) {
        String topic = record.topic();
        if (topic.equals(Topics.SCHEDULES.name())) {
            var versions = take(schedules, Schedule.class, Schedule::version, record);
            return Affected.of(versions.stream().map(Schedule::probes).toList());
        }
        if (topic.equals(Topics.TARGETS.name())) {
            var versions = take(targets, Target.class, Target::version, record);
            return versions.isEmpty() ? Affected.NOBODY : Affected.of(probesOf(record.key()));
        }
        if (topic.equals(Topics.THRESHOLDS.name())) {
            var versions = take(thresholds, Threshold.class, Threshold::version, record);
            return versions.isEmpty() ? Affected.NOBODY : new Affected.Everybody();
        }
        var versions = take(probes, Probe.class, Probe::version, record);
        return versions.isEmpty() ? Affected.NOBODY : new Affected.Some(Set.of(record.key()));
    }

    private List<List<String>> probesOf(String target) {
        return schedules.values().stream()
                .filter(schedule -> schedule.targets().contains(target))
                .map(Schedule::probes)
                .toList();
    }

    Plan plan() {
        return new Plan(schedules, targets, probes, thresholds);
    }

    /// Ids, as they are now.
    Set<String> probes() {
        return Set.copyOf(probes.keySet());
    }

    /// @return what was known and what is known now, where these differ
    private static <T> List<T> take(
            Map<String, T> known, Class<T> type, ToLongFunction<T> version, ConsumerRecord<String, byte[]> record) {
        T before = known.get(record.key());
        var versions = new ArrayList<T>();
        if (before != null) {
            versions.add(before);
        }
        if (record.value() == null) {
            known.remove(record.key());
            return versions;
        }
        T value = WireCodec.read(type, record.value());
        if (before != null && version.applyAsLong(before) >= version.applyAsLong(value)) {
            return List.of(); // the outbox may send twice, and late
        }
        known.put(record.key(), value);
        versions.add(value);
        return versions;
    }
}
