package io.waddleperf.escalation;

import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/// The operators' thresholds and silences and what the licence withholds, the same in every task: global stores, read
/// anew when something in them changed.
final class Rules {
    static final String THRESHOLDS = "thresholds";
    static final String SILENCES = "silences";
    static final String ENTITLEMENTS = "entitlements";

    /// Grows with each change, in whichever thread.
    private final AtomicLong version = new AtomicLong();

    /// Keeps a store as its topic says.
    final class Keeper extends ContextualProcessor<String, byte[], Void, Void> {
        private final String name;
        private @Nullable KeyValueStore<String, byte[]> store;

        Keeper(String name) {
            this.name = name;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            store = context.getStateStore(name);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (store != null && record.key() != null) {
                store.put(record.key(), record.value());
                version.incrementAndGet();
            }
        }
    }

    /// One task's view of them.
    View view(ProcessorContext<?, ?> context) {
        return new View(
                context.getStateStore(THRESHOLDS),
                context.getStateStore(SILENCES),
                context.getStateStore(ENTITLEMENTS));
    }

    /// Not safe for threads.
    final class View {
        private final ReadOnlyKeyValueStore<String, ?> thresholdStore;
        private final ReadOnlyKeyValueStore<String, ?> silenceStore;
        private final ReadOnlyKeyValueStore<String, ?> entitlementStore;
        private Collection<Threshold> thresholds = List.of();
        private Collection<Silence> silences = List.of();
        private Entitlements entitlements = Entitlements.ALL;
        private long read = -1;

        private View(
                ReadOnlyKeyValueStore<String, ?> thresholds,
                ReadOnlyKeyValueStore<String, ?> silences,
                ReadOnlyKeyValueStore<String, ?> entitlements) {
            this.thresholdStore = thresholds;
            this.silenceStore = silences;
            this.entitlementStore = entitlements;
        }

        /// @return whether something changed since this was last called
        boolean refresh() {
            long newest = version.get();
            if (newest == read) {
                return false;
            }
            read = newest;
            thresholds = all(thresholdStore, Threshold.class, Threshold::id);
            silences = all(silenceStore, Silence.class, Silence::id);
            entitlements = all(entitlementStore, Entitlements.class, Entitlements::id).stream()
                    .filter(one -> one.id().equals(Entitlements.ID))
                    .findFirst()
                    .orElse(Entitlements.ALL);
            return true;
        }

        Collection<Threshold> thresholds() {
            return thresholds;
        }

        Collection<Silence> silences() {
            return silences;
        }

        Entitlements entitlements() {
            return entitlements;
        }
    }

    /// What cannot be read is left out: the API refuses it, and the scheduler sends it to the dead
    /// letters.
    private static <T> Collection<T> all(
            ReadOnlyKeyValueStore<String, ?> store, Class<T> type, java.util.function.Function<T, String> id) {
        Map<String, T> all = new HashMap<>();
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> {
                try {
                    T value = WireCodec.read(type, bytes(entry.value));
                    all.put(id.apply(value), value);
                } catch (WireFormatException e) {
                    all.remove(entry.key);
                }
            });
        }
        return List.copyOf(all.values());
    }

    private static byte[] bytes(Object stored) {
        return stored instanceof ValueAndTimestamp<?> stamped ? (byte[]) stamped.value() : (byte[]) stored;
    }
}
