package io.waddleperf.escalation;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
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
            count(WireCodec.read(Result.class, record.value()), Instant.ofEpochMilli(record.timestamp()));
        } catch (WireFormatException e) {
            tally.malformed.increment();
            bury(record, String.valueOf(e.getMessage()));
        }
    }

    private void count(Result result, Instant appendedAt) {
        var states = Objects.requireNonNull(store, "init comes before process");
        byte[] known = states.get(result.series());
        var next = SeriesState.after(known == null ? null : SeriesState.of(known), result, appendedAt);
        if (next == null) {
            tally.duplicates.increment();
        } else {
            states.put(result.series(), next.bytes());
            tally.counted.increment();
        }
    }

    private void bury(Record<String, byte[]> record, String reason) {
        var here = Objects.requireNonNull(context, "init comes before process");
        var at = here.recordMetadata().orElseThrow();
        var source = new DeadLetter.Source(at.topic(), at.partition(), at.offset());
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        var letter = DeadLetter.of(source, key, record.value(), "escalation-streams", reason, appendedAt);
        var headers = Topics.DEAD_LETTERS
                .record(String.valueOf(record.key()), letter, 1)
                .headers();
        here.forward(new Record<>(String.valueOf(record.key()), letter, record.timestamp(), headers));
    }
}
