package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.Retention;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several writers of results on a real server.
class LanesIT {
    private static final int PARTITIONS = 5;
    private static final int WRITERS = 3;

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    private SinkDatabase sink;

    @BeforeEach
    void connect() throws SQLException {
        sink = new SinkDatabase();
    }

    @Test
    void passesABatchOnceWhenAllItsSharesAreStored() throws Exception {
        var passed = new ArrayList<List<ResultRow>>();
        try (var lanes = lanes()) {
            lanes.take(batch(1_000), passed::add);
            lanes.take(batch(1_000), passed::add);
        }
        assertEquals(List.of(1_000, 1_000), passed.stream().map(List::size).toList());
        assertEquals(1_000, sink.count());
        assertEquals("10", sink.text("SELECT COUNT(*) FROM series"));
    }

    @Test
    void passesABatchOfOnePartitionWhoseOtherSharesAreEmpty() throws Exception {
        var passed = new ArrayList<List<ResultRow>>();
        try (var lanes = lanes()) {
            lanes.take(batch(1), passed::add);
        }
        assertEquals(1, passed.getFirst().size());
        assertEquals(1, sink.count());
    }

    @Test
    void passesNothingWhereOneShareIsNotStoredBeforeTheStop() throws Exception {
        sink.execute("ALTER TABLE result RENAME TO elsewhere");
        sink.stopping.countDown();
        var passed = new ArrayList<List<ResultRow>>();
        try (var lanes = lanes()) {
            lanes.take(batch(10), passed::add);
        }
        assertTrue(passed.isEmpty());
    }

    private Lanes<ResultRow> lanes() {
        var intake = new Intake(Retention.DEFAULT, RowRetention.DEFAULT);
        var letters =
                new DeadLetters("results-sink", KafkaAccess.open(""), PARTITIONS, Clock.systemUTC(), sink.stopping);
        var metrics = new SinkMetrics(new SimpleMeterRegistry()).lane("results");
        return new Lanes<>(IntStream.range(0, WRITERS)
                .mapToObj(_ -> {
                    var table = new ResultTable(sink.partitions, new SeriesTable(SeriesTable.Tests.FOLLOWED));
                    return new Lane<>(intake::results, sink.writer(table), letters, metrics);
                })
                .toList());
    }

    private List<ConsumerRecord<byte[], byte[]>> batch(int count) {
        return IntStream.range(0, count).mapToObj(this::record).toList();
    }

    private ConsumerRecord<byte[], byte[]> record(int number) {
        var result = Samples.ping("p" + number % PARTITIONS, "t" + number % 10, now.plusMillis(number));
        var plain = Records.of(result, now, number);
        return new ConsumerRecord<>(
                plain.topic(),
                number % PARTITIONS,
                number,
                now.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                result.probe().getBytes(StandardCharsets.UTF_8),
                plain.value(),
                new RecordHeaders(),
                Optional.empty());
    }
}
