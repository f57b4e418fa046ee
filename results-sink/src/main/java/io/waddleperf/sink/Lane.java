package io.waddleperf.sink;

import io.waddleperf.sink.Intake.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The way of one kind of record: read, written in one transaction, and what did not fit buried.
final class Lane<R extends Row> {
    private final Function<Iterable<ConsumerRecord<byte[], byte[]>>, Taken<R>> intake;
    private final BatchWriter<R> writer;
    private final DeadLetters deadLetters;
    private final LaneMetrics metrics;

    Lane(
            Function<Iterable<ConsumerRecord<byte[], byte[]>>, Taken<R>> intake,
            BatchWriter<R> writer,
            DeadLetters deadLetters,
            LaneMetrics metrics) {
        this.intake = intake;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /// @param stored takes the rows that are in the table, once nothing of the batch can be lost any
    ///               more; not called where the sink stops before
    void take(Iterable<ConsumerRecord<byte[], byte[]>> batch, Consumer<List<R>> stored) {
        var taken = intake.apply(batch);
        metrics.received(taken.rows().size() + taken.bad().size());
        var written = metrics.timed(() -> writer.write(taken.rows()));
        if (written.isPresent()) {
            var rows = written.get().stored();
            var bad = new ArrayList<>(taken.bad());
            bad.addAll(written.get().bad());
            if (deadLetters.bury(bad)) {
                metrics.ended(rows.size(), bad.size());
                stored.accept(rows);
            }
        }
    }
}
