package io.waddleperf.cli.letters;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Exit;
import io.waddleperf.contracts.kafka.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/// The topic of dead letters, read up to an end that is fixed before.
final class LetterLog {
    private static final String TOPIC = Topics.DEAD_LETTERS.name();

    private final Connection kafka;
    private final List<TopicPartition> partitions;

    /// How far [#readOn] has come, by partition.
    private final Map<Integer, Long> read = new TreeMap<>();

    /// @throws CommandFailure where there is no such topic
    LetterLog(Connection kafka) {
        this.kafka = kafka;
        this.partitions = kafka.partitions(TOPIC);
        if (partitions.isEmpty()) {
            throw new CommandFailure(
                    Exit.NO_SERVER,
                    "Kafka at " + kafka.at().name() + " has no topic " + TOPIC
                            + ": it is not WaddlePerf's, or nothing of WaddlePerf has started there yet");
        }
    }

    /// Everything since a moment (all of it: the epoch) up to now; what stands behind an open
    /// transaction is left for the next time.
    void readSince(Instant since, Consumer<Entry> taker) {
        for (var partition : partitions) {
            kafka.read(partition, kafka.since(partition, since), kafka.stableEnd(partition), record -> {
                taker.accept(Entry.of(record));
                return true;
            });
        }
    }

    /// What this log has not read yet: everything at first. It waits for open transactions, so
    /// that all notes that were committed before are among it.
    void readOn(Consumer<Entry> taker) {
        for (var partition : partitions) {
            long end = kafka.end(partition);
            long from = Math.max(read.getOrDefault(partition.partition(), 0L), kafka.begin(partition));
            kafka.read(partition, from, end, record -> {
                taker.accept(Entry.of(record));
                return true;
            });
            read.put(partition.partition(), Math.max(from, end));
        }
    }

    /// @throws CommandFailure where no letter of this id stands there
    Entry.Buried letter(LetterId id) {
        var entry = partitions.stream()
                .filter(partition -> partition.partition() == id.partition())
                .findFirst()
                .filter(partition -> id.offset() >= kafka.begin(partition) && id.offset() < kafka.end(partition))
                .flatMap(partition -> kafka.record(partition, id.offset()))
                .map(Entry::of);
        if (entry.isPresent() && entry.get() instanceof Entry.Buried buried) {
            return buried;
        }
        if (entry.isPresent() && entry.get() instanceof Entry.Unreadable unreadable) {
            throw new CommandFailure(Exit.WRONG_USE, id + " is no dead letter: " + unreadable.why());
        }
        throw noLetter(id);
    }

    static CommandFailure noLetter(LetterId id) {
        long days = Topics.DEAD_LETTERS.retention().toDays();
        return new CommandFailure(
                Exit.WRONG_USE,
                "there is no dead letter " + id + " (any more: they are kept for " + days
                        + " days); `list` shows those there are");
    }
}
