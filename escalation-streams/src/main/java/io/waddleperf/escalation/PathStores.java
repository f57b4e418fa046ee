package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.policy.Budgets;
import io.waddleperf.policy.PathMemory;
import io.waddleperf.policy.ProbeClock;
import io.waddleperf.policy.Purse;
import io.waddleperf.policy.TokenBucket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The stores of one task of paths, by what they hold.
///
/// @param probes which probes have been heard, which of them are silent, and how their clocks stand
/// @param ways   the last good traceroute of each path, as it stood on the topic
record PathStores(
        SeriesStore series,
        KeyValueStore<String, byte[]> paths,
        KeyValueStore<String, byte[]> assignments,
        KeyValueStore<String, byte[]> probes,
        KeyValueStore<String, byte[]> ways,
        KeyValueStore<String, byte[]> budgets) {
    private static final byte HEARD = 1;
    private static final byte SILENT = 2;

    /// Of a probe: whether it is silent, and its clock.
    private static final int PROBE_BYTES = 1 + 3 * Long.BYTES;

    static PathStores of(ProcessorContext<String, byte[]> context) {
        return new PathStores(
                new SeriesStore(context.getStateStore(EscalationTopology.SERIES)),
                context.getStateStore(EscalationTopology.PATHS),
                context.getStateStore(EscalationTopology.ASSIGNMENTS),
                context.getStateStore(EscalationTopology.PROBES),
                context.getStateStore(EscalationTopology.WAYS),
                context.getStateStore(EscalationTopology.BUDGETS));
    }

    void eachAssignment(Consumer<Assignment> take) {
        try (var entries = assignments.all()) {
            entries.forEachRemaining(entry -> take.accept(WireCodec.read(Assignment.class, entry.value)));
        }
    }

    @Nullable
    PathMemory memory(String key) {
        byte[] bytes = paths.get(key);
        return bytes == null ? null : PathMemoryForm.of(bytes);
    }

    boolean everHeard(String probe) {
        return probes.get(probe) != null;
    }

    boolean silent(String probe) {
        byte[] bytes = probes.get(probe);
        return bytes != null && bytes[0] == SILENT;
    }

    /// As it was when the probe was last kept.
    ProbeClock clock(String probe) {
        byte[] bytes = probes.get(probe);
        if (bytes == null || bytes.length < PROBE_BYTES) {
            return new ProbeClock();
        }
        var buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        return ProbeClock.of(new ProbeClock.Memory(fromMicros(buffer.getLong()), buffer.getLong(), buffer.getLong()));
    }

    void keep(ProbeView probe) {
        var clock = probe.clock().memory();
        var buffer = ByteBuffer.allocate(PROBE_BYTES).put(probe.silent() ? SILENT : HEARD);
        buffer.putLong(SeriesView.micros(clock.spanStart()));
        buffer.putLong(clock.leastBeforeUs()).putLong(clock.leastUs());
        probes.put(probe.probe(), buffer.array());
    }

    /// The hops of the last good way of a path.
    @Nullable
    List<Details.Hop> way(String key) {
        byte[] json = ways.get(key);
        return json != null && WireCodec.read(Result.class, json).details() instanceof Details.TracerouteDetails way
                ? way.hops()
                : null;
    }

    void restore(Budgets into) {
        try (var entries = budgets.all()) {
            entries.forEachRemaining(entry -> {
                var bytes = ByteBuffer.wrap(entry.value);
                Instant filledTo = fromMicros(bytes.getLong());
                into.bucket(key(entry.key), filledTo).restore(bytes.getLong(), filledTo);
            });
        }
    }

    void keep(Budgets spent) {
        spent.takeSpent().forEach((key, bucket) -> budgets.put(text(key), bytes(bucket)));
    }

    private static byte[] bytes(TokenBucket bucket) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(SeriesView.micros(bucket.filledTo()))
                .putLong(bucket.missingNanos())
                .array();
    }

    private static Instant fromMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static String text(Budgets.Key key) {
        return key.expense().name() + '\n' + key.scope() + '\n' + key.subject();
    }

    private static Budgets.Key key(String text) {
        String[] parts = text.split("\n", -1);
        return new Budgets.Key(Purse.Expense.valueOf(parts[0]), parts[1], parts[2]);
    }
}
