package io.waddleperf.escalation;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Passes each result once into the state of its series; what is no result goes on as a letter.
final class LatestState implements Processor<String, byte[], String, DeadLetter> {
    private final Tally tally;
    private @Nullable ProcessorContext<String, DeadLetter> context;
    private @Nullable KeyValueStore<Long, byte[]> store;

    LatestState(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void init(ProcessorContext<String, DeadLetter> newContext) {
        context = newContext;
        store = newContext.getStateStore(EscalationTopology.SERIES_STATE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        tally.read.increment();
        try {
            count(WireCodec.read(Result.class, record.value()));
        } catch (WireFormatException e) {
            tally.malformed.increment();
            bury(record, String.valueOf(e.getMessage()));
        }
    }

    private void count(Result result) {
        var states = java.util.Objects.requireNonNull(store, "init comes before process");
        byte[] known = states.get(result.series());
        var next = SeriesState.after(known == null ? null : SeriesState.of(known), result);
        if (next == null) {
            tally.duplicates.increment();
        } else {
            states.put(result.series(), next.bytes());
            tally.counted.increment();
        }
    }

    private void bury(Record<String, byte[]> record, String reason) {
        var here = java.util.Objects.requireNonNull(context, "init comes before process");
        var at = here.recordMetadata().orElseThrow();
        var letter = new DeadLetter(
                at.topic(),
                at.partition(),
                at.offset(),
                "escalation-streams",
                reason,
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value() == null ? null : Base64.getEncoder().encodeToString(record.value()));
        here.forward(new Record<>(String.valueOf(record.key()), letter, record.timestamp()));
    }
}
