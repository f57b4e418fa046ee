package io.waddleperf.scheduler;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullMarked;

/// A fleet planned by one scheduler in virtual time: bytes a series, the longest time for which a change
/// holds up commands, ns a command.
@NullMarked
public final class ScheduleLoad {
    private static final int PARTITIONS = 64;
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int MOST_A_TICK = 5_000;
    private static final int SECONDS = 60;

    private final int probes;
    private final int targets;
    private final Planning planning;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private long versions;

    public ScheduleLoad(int probes, int targets) {
        this.probes = probes;
        this.targets = targets;
        var kafka = new MockProducer<String, byte[]>(
                true, null, new StringSerializer(), new ByteArraySerializer()); // nothing is sent in here
        planning = new Planning(
                PARTITIONS, new Outlet(new RenewedProducer("load", () -> kafka), PARTITIONS, () -> now), () -> now);
    }

    public void run() {
        System.out.printf("%,d probes x %d targets, every %d s%n", probes, targets, SECONDS);
        configure();
        long before = heapBytes();
        step("planned after a start", () -> planning.gained(unknown(PARTITIONS)));
        System.out.printf(
                Locale.ROOT,
                "memory: %.0f bytes a series (%,d series)%n",
                (double) (heapBytes() - before) / planning.series(),
                planning.series());
        commands("first minute");
        commands("second minute");
        step("a label of one target of all changes", () -> tell(Topics.TARGETS, "t0", target(0)));
        step("one probe changes", () -> tell(Topics.PROBES, "p7", probe(7, "office")));
        step("the interval of all changes", () -> tell(Topics.SCHEDULES, "s", schedule(2 * SECONDS)));
        step("half the partitions are lost", () -> planning.lost(partitions(PARTITIONS / 2)));
        step("and gained", () -> planning.gained(unknown(PARTITIONS / 2)));
    }

    private void configure() {
        for (int i = 0; i < targets; i++) {
            tell(Topics.TARGETS, "t" + i, target(i));
        }
        for (int i = 0; i < probes; i++) {
            tell(Topics.PROBES, "p" + i, probe(i, "home"));
        }
        tell(Topics.SCHEDULES, "s", schedule(SECONDS));
        planning.step();
    }

    /// Between two steps, what is due is sent. The first one is longer by the change itself.
    private void step(String what, Runnable change) {
        var stepsNs = new ArrayList<Long>();
        long startNs = System.nanoTime();
        long beginNs = startNs;
        change.run();
        do {
            planning.step();
            long endNs = System.nanoTime();
            stepsNs.add(endNs - beginNs);
            beginNs = endNs;
        } while (planning.behind());
        stepsNs.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f ms in %d steps, median %.1f ms, longest %.1f ms%n",
                what,
                (beginNs - startNs) / 1e6,
                stepsNs.size(),
                stepsNs.get(stepsNs.size() / 2) / 1e6,
                stepsNs.getLast() / 1e6);
    }

    /// A minute's commands, decided and written as JSON.
    private void commands(String what) {
        long dueNs = 0;
        long writtenNs = 0;
        long count = 0;
        for (Instant end = now.plusSeconds(SECONDS); now.isBefore(end); now = now.plus(TICK)) {
            List<Command> due;
            do {
                long startNs = System.nanoTime();
                due = planning.due(now, MOST_A_TICK);
                long decidedNs = System.nanoTime();
                due.forEach(ScheduleLoad::write);
                writtenNs += System.nanoTime() - decidedNs;
                dueNs += decidedNs - startNs;
                count += due.size();
            } while (due.size() == MOST_A_TICK);
        }
        System.out.printf(
                "%s: %,d commands, %d ns each to decide, %d ns each to write%n",
                what, count, dueNs / count, writtenNs / count);
    }

    private static void write(Command command) {
        var _ = Topics.COMMANDS.record(command.probe(), command, PARTITIONS);
    }

    private static Set<Integer> partitions(int until) {
        return IntStream.range(0, until).boxed().collect(Collectors.toSet());
    }

    private static Map<Integer, Instant> unknown(int until) {
        return IntStream.range(0, until).boxed().collect(Collectors.toMap(one -> one, _ -> Instant.EPOCH));
    }

    private static long heapBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private <T> void tell(Topic<T> topic, String key, T value) {
        planning.take(new ConsumerRecord<>(topic.name(), 0, 0, key, WireCodec.bytes(value)));
    }

    private Target target(int number) {
        String address = "192.0.2." + number % 250;
        return new Target("t" + number, address, true, Map.of(), ++versions, null);
    }

    private Probe probe(int number, String site) {
        return new Probe("p" + number, site, true, Map.of(), ++versions);
    }

    private Schedule schedule(int seconds) {
        var check = new Check("ping", PingSpec.DEFAULT, List.of());
        var ids = IntStream.range(0, targets).mapToObj(i -> "t" + i).toList();
        var created = Instant.parse("2026-11-01T12:00:00Z");
        return new Schedule("s", true, List.of(), ids, List.of(check), seconds * 1_000_000L, created, ++versions);
    }
}
