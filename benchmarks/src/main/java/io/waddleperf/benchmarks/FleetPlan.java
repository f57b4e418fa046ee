package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;

/// Who of the simulated fleet tests what: one schedule of all probes and all targets.
///
/// @param intervalUs of the schedule; results may come more often
record FleetPlan(int probes, int targets, long intervalUs) {
    static final String SCHEDULE = "simulated";
    static final String CHECK = Test.PING.wireName();
    private static final int SITES = 100;

    /// As many probes as series, and 10,000 at most.
    static FleetPlan of(int series, long intervalUs) {
        int probes = Math.min(10_000, series);
        return new FleetPlan(probes, Math.max(1, series / probes), intervalUs);
    }

    int series() {
        return probes * targets;
    }

    static String probe(int number) {
        return "simulated-%05d".formatted(number);
    }

    /// Of 198.18.0.0/15, which is set aside for benchmarks; nothing is sent there.
    static String target(int number) {
        return "198.18.%d.%d".formatted(number / 250, number % 250 + 1);
    }

    /// Where in the interval the scheduler puts the slots of a series.
    long phaseUs(int probe, int target) {
        return Math.floorMod(Ids.series(probe(probe), target(target), CHECK, Family.IPV4), intervalUs);
    }

    /// Puts it on the topics as the outbox of the API does; the scheduler makes assignments of it.
    void publish(KafkaProducer<String, byte[]> producer, int partitions, Instant now) throws InterruptedException {
        for (int i = 0; i < targets; i++) {
            var target = new Target(target(i), target(i), false, Map.of(), 1, null);
            var _ = producer.send(Topics.TARGETS.record(target.id(), target, partitions));
        }
        var schedule = new Schedule(
                SCHEDULE,
                true,
                IntStream.range(0, probes).mapToObj(FleetPlan::probe).toList(),
                IntStream.range(0, targets).mapToObj(FleetPlan::target).toList(),
                List.of(Check.defaultOf(Test.PING)),
                intervalUs,
                now,
                1);
        for (int i = 0; i < probes; i++) {
            var probe = new Probe(probe(i), "site-" + i % SITES, true, Map.of(), 1);
            var _ = producer.send(Topics.PROBES.record(probe.id(), probe, partitions));
        }
        producer.flush();
        Thread.sleep(3_000); // the scheduler plans anew at each poll that changes something: let it read the probes
        var _ = producer.send(Topics.SCHEDULES.record(SCHEDULE, schedule, partitions));
        producer.flush();
    }
}
