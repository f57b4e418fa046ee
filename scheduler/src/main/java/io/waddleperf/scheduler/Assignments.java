package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What each probe was last told, so that only what differs is told again and a probe that has no
/// part any more learns that too, also when it lost its part while no scheduler ran.
final class Assignments {
    private final Outlet outlet;
    private final Map<String, Assignment> told = new HashMap<>();

    Assignments(Outlet outlet) {
        this.outlet = outlet;
    }

    /// Takes over what an earlier scheduler told.
    void remember(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            told.remove(record.key());
            return;
        }
        try {
            told.put(record.key(), WireCodec.read(Assignment.class, record.value()));
        } catch (WireFormatException e) {
            outlet.bury(record, String.valueOf(e.getMessage())); // told anew below
        }
    }

    void publish(Map<String, Assignment> assignments, Instant now) {
        assignments.forEach((probe, wanted) -> {
            Assignment before = told.get(probe);
            if (before == null || !same(before, wanted)) {
                long last = before == null ? 0 : before.version();
                // by the clock, but ahead of the last one also where the clock was set back
                long version = Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, now), last + 1);
                var assignment = new Assignment(probe, wanted.items(), now, version, wanted.site(), wanted.labels());
                told.put(probe, assignment);
                outlet.send(assignment);
            }
        });
        told.keySet().removeIf(probe -> {
            boolean gone = !assignments.containsKey(probe);
            if (gone) {
                outlet.dismiss(probe);
            }
            return gone;
        });
    }

    /// Whether two are the same but for version and time.
    private static boolean same(Assignment one, Assignment other) {
        return one.items().equals(other.items())
                && Objects.equals(one.site(), other.site())
                && Objects.equals(one.labels(), other.labels());
    }
}
