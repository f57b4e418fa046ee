package io.waddleperf.scheduler;

import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The newest version of every schedule, target, probe and threshold that the compacted topics have
/// told.
final class Configuration {
    private final Map<String, Schedule> schedules = new HashMap<>();
    private final Map<String, Target> targets = new HashMap<>();
    private final Map<String, Probe> probes = new HashMap<>();
    private final Map<String, Threshold> thresholds = new HashMap<>();

    /// @return whether anything changed
    /// @throws io.waddleperf.contracts.kafka.WireFormatException for a malformed value
    boolean take(ConsumerRecord<String, byte[]> record) {
        String topic = record.topic();
        if (topic.equals(Topics.SCHEDULES.name())) {
            return take(schedules, Schedule.class, Schedule::version, record);
        }
        if (topic.equals(Topics.TARGETS.name())) {
            return take(targets, Target.class, Target::version, record);
        }
        if (topic.equals(Topics.THRESHOLDS.name())) {
            return take(thresholds, Threshold.class, Threshold::version, record);
        }
        return take(probes, Probe.class, Probe::version, record);
    }

    Plan plan() {
        return new Plan(schedules, targets, probes, thresholds);
    }

    private static <T> boolean take(
            Map<String, T> known, Class<T> type, ToLongFunction<T> version, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return known.remove(record.key()) != null;
        }
        T value = WireCodec.read(type, record.value());
        T before = known.get(record.key());
        if (before != null && version.applyAsLong(before) >= version.applyAsLong(value)) {
            return false; // the outbox may send twice, and late
        }
        known.put(record.key(), value);
        return !value.equals(before);
    }
}
