package io.waddleperf.benchmarks;

import io.waddleperf.archive.Cutter;
import io.waddleperf.archive.FinishedPart;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// An archive as the sink writes it, and beside it what other programs must find in it.
///
/// Below the folder of `-Dwork`: `archive`, whose first hour is merged; `answers`, what the queries of
/// docs/ARCHIVE.md for Spark and Trino answer; `lines`, all columns of each result ([SampleLines]).
public final class ArchiveSample {
    private static final Instant START = Instant.parse("2026-11-25T13:40:10Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-11-26T00:00:01Z");
    private static final Duration BETWEEN = Duration.ofSeconds(4);
    private static final Duration UNTIL_APPENDED = Duration.ofMillis(150);
    private static final int RESULTS = 2_000;
    private static final int RESULTS_OF_NEXT_DAY = 400;
    private static final int SENT_TWICE = 50;

    private final Path work;
    private final Path archive;
    private final Cutter cutter;
    private final SampleLines lines = new SampleLines();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();

    private ArchiveSample(Path work) throws IOException {
        this.work = work;
        this.archive = work.resolve("archive");
        this.cutter = new Cutter(work.resolve("writing"), Cutter.WINDOW);
    }

    public static void main(String[] args) {
        Exit.after(() -> new ArchiveSample(Path.of(System.getProperty("work"))).write());
    }

    private void write() throws IOException {
        Instant merged = START.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        for (int i = 0; i < RESULTS; i++) {
            Instant dueAt = START.plus(BETWEEN.multipliedBy(i));
            add(
                    SampleLines.result(i, dueAt, 0),
                    dueAt,
                    i % SENT_TWICE == 0 && dueAt.plus(BETWEEN).isBefore(merged));
        }
        for (int i = 0; i < RESULTS_OF_NEXT_DAY; i++) {
            Instant dueAt = NEXT_DAY.plus(BETWEEN.multipliedBy(i));
            add(SampleLines.result(i, dueAt, 1), dueAt, false);
        }
        add(decision(1, Escalation.Step.SUSPECTED, PathState.HEALTHY, PathState.SUSPECT, "150000 is over 100000"));
        add(decision(2, Escalation.Step.DISMISSED, PathState.SUSPECT, PathState.HEALTHY, "3 of 3 are below it"));
        for (TopicPartition partition : offsets.keySet()) {
            store(cutter.end(partition));
        }
        try (var scan = new ArchiveScan(archive, work, START, Clock.fixed(merged, ZoneOffset.UTC))) {
            scan.merge();
        }
        Files.write(work.resolve("answers"), lines.answers());
        Files.write(work.resolve("lines"), lines.byId());
    }

    /// @param twice whether the probe sends it again
    private void add(Result result, Instant dueAt, boolean twice) throws IOException {
        int partition = Math.floorMod(result.probe().hashCode(), 3);
        Instant appendedAt = dueAt.plus(UNTIL_APPENDED);
        byte[] value = WireCodec.bytes(result);
        long offset = append(Topics.RESULTS.name(), partition, appendedAt, result.probe(), value);
        lines.add(result, partition, offset, appendedAt);
        if (twice) {
            append(Topics.RESULTS.name(), partition, appendedAt, result.probe(), value);
        }
    }

    private void add(Escalation decision) throws IOException {
        append(Topics.ESCALATIONS.name(), 0, decision.at(), decision.probe(), WireCodec.bytes(decision));
        lines.add(decision);
    }

    private static Escalation decision(long id, Escalation.Step step, PathState from, PathState to, String text) {
        return new Escalation(
                new UUID(1, id),
                START,
                "probe-1",
                "home",
                "target-1",
                step,
                from,
                to,
                1,
                null,
                null,
                List.of(),
                "",
                text,
                false);
    }

    /// @return its offset
    private long append(String topic, int partition, Instant appendedAt, String key, byte[] value) throws IOException {
        long offset = offsets.merge(new TopicPartition(topic, partition), 1L, Long::sum);
        store(cutter.add(new ConsumerRecord<>(
                topic,
                partition,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                value.length,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty())));
        return offset;
    }

    private void store(Optional<FinishedPart> part) throws IOException {
        if (part.isPresent()) {
            Path file = archive.resolve(part.get().key());
            Files.createDirectories(file.getParent());
            Files.move(part.get().file(), file);
        }
    }
}
