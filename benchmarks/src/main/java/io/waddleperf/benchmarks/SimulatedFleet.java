package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;

/// Thousands of probes that send nothing but results, each marked as simulated, over producers that
/// stand for up to 100 probes of one partition each and are set as a probe's own.
final class SimulatedFleet implements AutoCloseable {
    private static final int PROBES_A_PRODUCER = 100;
    private static final int LINGER_MS = 500;
    private static final int PACKETS = 10;
    private static final long TICK_NS = Duration.ofMillis(5).toNanos();
    private static final Outcome MEASURED = new Outcome.Measured();

    private final FleetPlan plan;
    private final int partitions;
    private final List<KafkaProducer<String, byte[]>> producers = new ArrayList<>();
    private final List<KafkaProducer<String, byte[]>> ofProbe = new ArrayList<>();
    private final long[] nextSlotUs;
    private final SplittableRandom random = new SplittableRandom(4);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long sent;

    SimulatedFleet(String bootstrap, FleetPlan plan, int partitions) {
        this.plan = plan;
        this.partitions = partitions;
        this.nextSlotUs = new long[plan.series()];
        var open = new ArrayList<KafkaProducer<String, byte[]>>();
        var members = new int[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            open.add(open(bootstrap));
        }
        for (int probe = 0; probe < plan.probes(); probe++) {
            int partition = ProbePartition.of(FleetPlan.probe(probe), partitions);
            if (members[partition]++ == probesEach()) {
                open.set(partition, open(bootstrap));
                members[partition] = 1;
            }
            ofProbe.add(open.get(partition));
        }
    }

    /// So few that there are 100 producers, also of a small fleet.
    private int probesEach() {
        return Math.min(PROBES_A_PRODUCER, Math.max(1, plan.probes() / PROBES_A_PRODUCER));
    }

    private KafkaProducer<String, byte[]> open(String bootstrap) {
        var producer = StreamsRig.producer(bootstrap, LINGER_MS);
        producers.add(producer);
        return producer;
    }

    int producers() {
        return producers.size();
    }

    /// Results handed to the producers so far.
    long sent() {
        return sent;
    }

    /// Of these, how many Kafka has.
    long acknowledged() {
        return acknowledged.get();
    }

    long refused() {
        return refused.get();
    }

    /// Of all that was sent so far.
    Set<UUID> ids() {
        return LongStream.range(0, sent).mapToObj(SimulatedFleet::id).collect(Collectors.toSet());
    }

    /// Sends at that rate for so long, evenly over the series; where this machine is too slow, the rest is
    /// sent as fast as it goes.
    ///
    /// @param start of the first; the time of each is that of its turn
    void send(Instant start, double rate, Duration length) {
        long beginNs = System.nanoTime();
        long count = (long) (rate * length.toNanos() / 1e9);
        for (long done = 0; done < count; ) {
            long due = Math.min(count, (long) ((System.nanoTime() - beginNs) / 1e9 * rate));
            for (; done < due; done++) {
                send(sent, start.plusNanos((long) (done / rate * 1e9)));
            }
            LockSupport.parkNanos(TICK_NS);
        }
    }

    /// Sends so many at once, as if they had been measured at that rate from then on.
    void sendAll(Instant start, double rate, long count) {
        for (long done = 0; done < count; done++) {
            send(sent, start.plusNanos((long) (done / rate * 1e9)));
        }
        flush();
    }

    void flush() {
        producers.forEach(KafkaProducer::flush);
    }

    private void send(long number, Instant at) {
        int series = (int) (number % plan.series());
        int probe = series % plan.probes();
        var result = result(number, probe, series / plan.probes(), dueAt(series, at));
        sent = number + 1;
        var _ = ofProbe.get(probe).send(Topics.RESULTS.record(result.probe(), result, partitions), (_, failure) -> {
            (failure == null ? acknowledged : refused).incrementAndGet();
        });
    }

    /// The first result after a slot of the schedule is due at it exactly, so that no slot is missed.
    private Instant dueAt(int series, Instant at) {
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        if (nextSlotUs[series] == 0) {
            long phaseUs = plan.phaseUs(series % plan.probes(), series / plan.probes());
            nextSlotUs[series] = nowUs - Math.floorMod(nowUs - phaseUs, plan.intervalUs()) + plan.intervalUs();
        }
        if (nowUs < nextSlotUs[series]) {
            return Instant.EPOCH.plus(nowUs, ChronoUnit.MICROS);
        }
        long slotUs = nextSlotUs[series];
        nextSlotUs[series] += plan.intervalUs();
        return Instant.EPOCH.plus(slotUs, ChronoUnit.MICROS);
    }

    private Result result(long number, int probe, int target, Instant dueAt) {
        var samples = new ArrayList<Double>(PACKETS);
        for (int i = 0; i < PACKETS; i++) {
            samples.add(20_000 + random.nextInt(50_000) / 10.0);
        }
        return new Result(
                id(number),
                id(~number),
                id(number ^ (1L << 62)),
                FleetPlan.probe(probe),
                FleetPlan.target(target),
                FleetPlan.CHECK,
                Test.PING,
                Family.IPV4,
                1,
                new Cause.Scheduled(FleetPlan.SCHEDULE, dueAt),
                dueAt,
                dueAt.plusNanos(random.nextInt(2_000) * 1_000L),
                900_000 + random.nextInt(50_000),
                MEASURED,
                metrics(samples),
                new Samples.Raw(samples),
                new Details.PingDetails(FleetPlan.target(target), 64, List.of()),
                new Quality(TimestampSource.UNKNOWN, "simulated", "icmp", 1_000, false, null, false, true));
    }

    /// Different for each number, and as hard to compress as a hash; the high half is that of a run.
    private static UUID id(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return new UUID(new SplittableRandom(mixed).nextLong(), mixed);
    }

    private static Metrics metrics(List<Double> samples) {
        var sorted = samples.stream().sorted().toList();
        return Metrics.builder()
                .put(Metric.PACKETS_SENT, PACKETS)
                .put(Metric.PACKETS_RECEIVED, PACKETS)
                .put(Metric.LOSS_RATIO, 0)
                .put(Metric.RTT_MIN_US, sorted.getFirst())
                .put(
                        Metric.RTT_MEAN_US,
                        samples.stream().mapToDouble(each -> each).average().orElse(0))
                .put(Metric.RTT_P50_US, sorted.get(PACKETS / 2))
                .put(Metric.RTT_P95_US, sorted.getLast())
                .put(Metric.RTT_MAX_US, sorted.getLast())
                .put(Metric.JITTER_US, sorted.getLast() - sorted.getFirst())
                .build();
    }

    @Override
    public void close() {
        producers.forEach(producer -> producer.close(Duration.ofSeconds(10)));
    }
}
