package io.waddleperf.escalation;

import io.waddleperf.archive.Archive;
import io.waddleperf.archive.Compaction;
import io.waddleperf.archive.Cutter;
import io.waddleperf.archive.EventLine;
import io.waddleperf.archive.FinishedPart;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.Line;
import io.waddleperf.archive.ResultLine;
import io.waddleperf.archive.Turn;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.WireCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// Topics of one partition each, kept in an archive and read from its files again.
final class ArchivedLog implements AutoCloseable {
    private final Path folder;
    private final ObjectStore store;
    private final Cutter cutter;
    private final Map<String, Long> offsets = new HashMap<>();
    private final TreeSet<Instant> hours = new TreeSet<>();

    ArchivedLog(Path folder) throws IOException {
        this.folder = folder;
        String location = "dir:" + folder.resolve("store");
        store = ObjectStores.open(StoreSettings.of(
                name -> name.equals(StoreSettings.LOCATION) ? Optional.of(location) : Optional.empty()));
        cutter = new Cutter(folder.resolve("writing"), Cutter.WINDOW);
    }

    /// As results-sink does with what it reads.
    <T> void append(Topic<T> topic, String key, T event, Instant appendedAt) throws IOException {
        byte[] value = WireCodec.bytes(event);
        long offset = offsets.merge(topic.name(), 1L, Long::sum);
        var record = new ConsumerRecord<>(
                topic.name(),
                0,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                value.length,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
        hours.add(appendedAt.truncatedTo(ChronoUnit.HOURS));
        keep(cutter.add(record));
    }

    private void keep(Optional<FinishedPart> part) throws IOException {
        if (part.isPresent()) {
            store.create(part.get().key(), part.get().file());
        }
    }

    /// Ends what is open and merges each hour: the order of the log is then no longer that of the files.
    void compact() throws IOException {
        for (String topic : offsets.keySet()) {
            keep(cutter.end(new TopicPartition(topic, 0)));
        }
        var compaction = new Compaction(new Archive(store, folder.resolve("merging")), Turn.ALONE);
        for (Kind kind : Kind.values()) {
            for (Instant hour : hours) {
                compaction.compact(kind, hour);
            }
        }
    }

    /// What came in on a topic.
    ///
    /// @param value as JSON
    record Input(String topic, long offset, Instant appendedAt, String key, String value) {}

    /// In the order of time; what has the same one, in that of the kinds.
    List<Input> inputs(Kind... kinds) throws IOException {
        var inputs = new ArrayList<Input>();
        for (Kind kind : kinds) {
            for (Line line : lines(kind)) {
                inputs.add(input(kind, line));
            }
        }
        inputs.sort(Comparator.comparing(Input::appendedAt));
        return inputs;
    }

    <T> List<T> events(Kind kind, Class<T> type) throws IOException {
        return lines(kind).stream()
                .map(line -> WireCodec.read(type, ((EventLine) line).json()))
                .toList();
    }

    private List<Line> lines(Kind kind) throws IOException {
        var lines = new ArrayList<Line>();
        var archive = new Archive(store, folder.resolve("reading"));
        for (Instant hour : hours) {
            archive.read(kind, hour, lines::add);
        }
        lines.sort(Comparator.comparingLong(Line::kafkaOffset));
        return lines;
    }

    private static Input input(Kind kind, Line line) {
        return switch (line) {
            case ResultLine result ->
                new Input(
                        kind.topic(),
                        result.kafkaOffset(),
                        result.appendedAt(),
                        result.probe(),
                        WireCodec.text(result(result)));
            case EventLine event ->
                new Input(kind.topic(), event.kafkaOffset(), event.appendedAt(), event.recordKey(), event.json());
        };
    }

    /// A result from its columns.
    private static Result result(ResultLine line) {
        return new Result(
                UUID.fromString(line.id()),
                UUID.fromString(line.commandId()),
                UUID.fromString(line.runId()),
                line.probe(),
                line.target(),
                line.check(),
                named(Test.values(), line.test()),
                named(Family.values(), line.family()),
                line.tier(),
                WireCodec.read(Cause.class, line.cause()),
                line.dueAt(),
                line.startedAt(),
                line.durationUs(),
                outcome(line.outcome(), line.reason() == null ? "" : line.reason()),
                metrics(line.metrics()),
                line.samplesUs() == null ? null : new Samples.Raw(line.samplesUs()),
                line.details() == null ? null : WireCodec.read(Details.class, line.details()),
                new Quality(
                        named(TimestampSource.values(), line.timestampSource()),
                        line.method(),
                        line.protocol(),
                        line.scheduleLagUs(),
                        line.underLoad(),
                        line.clockErrorUs(),
                        line.isolated(),
                        line.simulated()));
    }

    private static Outcome outcome(String name, String reason) {
        return switch (name) {
            case "measured" -> new Outcome.Measured();
            case "failed" -> {
                String[] parts = reason.split(": ", 2);
                yield new Outcome.Failed(named(Failure.values(), parts[0]), parts[1]);
            }
            case "timed-out" -> new Outcome.TimedOut(Long.parseLong(reason.replaceAll("\\D+", "")));
            case "refused" -> new Outcome.Refused(reason);
            case "unsupported" -> new Outcome.Unsupported(reason);
            default -> throw new AssertionError("no outcome is called " + name);
        };
    }

    private static Metrics metrics(Map<String, Double> named) {
        var metrics = Metrics.builder();
        named.forEach((name, value) -> metrics.put(Objects.requireNonNull(Metric.ofWireName(name)), value));
        return metrics.build();
    }

    private static <E extends Enum<E> & WireName> E named(E[] values, String name) {
        return Stream.of(values)
                .filter(value -> value.wireName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        store.close();
    }
}
