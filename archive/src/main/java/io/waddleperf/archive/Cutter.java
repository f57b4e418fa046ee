package io.waddleperf.archive;

import io.waddleperf.contracts.kafka.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Cuts the records of partitions into parts.
///
/// Whoever reads from the border between two parts finds the same borders after it. Not safe for
/// threads.
public final class Cutter {
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

    private final Path folder;
    private final Duration window;
    private final Map<TopicPartition, Part> open = new HashMap<>();
    private int unreadable;

    /// @param folder for files that are being written; emptied
    /// @param window of append time, with which parts begin and end
    /// @throws IllegalArgumentException where no whole number of windows makes an hour
    public Cutter(Path folder, Duration window) throws IOException {
        this.folder = folder;
        this.window = requireWindow(window);
        Files.createDirectories(folder);
        try (var left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// No part belongs to two hours.
    public static Duration requireWindow(Duration window) {
        long seconds = window.toSeconds();
        if (seconds < 1 || HOUR_SECONDS % seconds != 0 || window.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "A window of the archive is a whole part of an hour in seconds, such as 5M, not " + window);
        }
        return window;
    }

    /// @return the part that this record ended, if any
    public Optional<FinishedPart> add(ConsumerRecord<byte[], byte[]> record) throws IOException {
        var partition = partition(record);
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        @Nullable Part taking = open.get(partition);
        Optional<FinishedPart> ended = Optional.empty();
        if (taking != null && !taking.takes(appendedAt)) {
            ended = end(partition);
            taking = null;
        }
        Line line = unlessUnreadable(record);
        if (line == null) {
            return ended;
        }
        if (taking == null) {
            taking = begin(record, appendedAt);
            open.put(partition, taking);
        }
        taking.add(line);
        return ended;
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private @Nullable Line unlessUnreadable(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Kind.ofTopic(record.topic()).line(record);
        } catch (WireFormatException e) {
            unreadable++; // the sink's other readers write its dead letter
            return null;
        }
    }

    /// Records that were left out since this was last asked.
    public int takeUnreadable() {
        int taken = unreadable;
        unreadable = 0;
        return taken;
    }

    private Part begin(ConsumerRecord<byte[], byte[]> record, Instant appendedAt) throws IOException {
        var within = Window.of(Kind.ofTopic(record.topic()), record.partition(), appendedAt, window);
        Path file = folder.resolve(record.topic() + '-' + record.partition() + '-' + record.offset() + ".parquet");
        return new Part(partition(record), within, record.offset(), appendedAt, file);
    }

    /// Ends the part of a partition as it is.
    public Optional<FinishedPart> end(TopicPartition partition) throws IOException {
        Part part = open.remove(partition);
        if (part == null) {
            return Optional.empty();
        }
        return Optional.of(part.finish());
    }

    /// Partitions with an open part whose window ended before then.
    public List<TopicPartition> endedBefore(Instant then) {
        var ended = new ArrayList<TopicPartition>();
        open.forEach((partition, part) -> {
            if (part.window().end().isBefore(then)) {
                ended.add(partition);
            }
        });
        return ended;
    }

    /// When the first line of an open part was appended, of the oldest one.
    public Optional<Instant> oldest() {
        return open.values().stream().map(Part::begun).min(Comparator.naturalOrder());
    }

    /// Forgets a partition: somebody else reads it now, or it is read again.
    public void drop(TopicPartition partition) {
        Part part = open.remove(partition);
        if (part != null) {
            part.drop();
        }
    }

    public void dropAll() {
        List.copyOf(open.keySet()).forEach(this::drop);
    }
}
