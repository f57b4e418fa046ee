package io.waddleperf.sink;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.database.Retention;
import io.waddleperf.database.SqlValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Reads and validates records: each becomes a row or a reason why not.
///
/// `INSERT IGNORE` turns wrong values into other values, so what does not fit stops here. The clock
/// is the record's append time: the same record is judged alike whenever it is read.
final class Intake {
    /// A probe may be due so far ahead of the broker's clock.
    private static final int AHEAD_DAYS = 2;

    private final Retention retention;

    Intake(Retention retention) {
        this.retention = retention;
    }

    /// What became of a batch; every record is in one of the two.
    record Taken<R>(List<R> rows, List<Bad> bad) {}

    Taken<ResultRow> results(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        return take(records, this::result);
    }

    Taken<RunEventRow> runEvents(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        return take(records, Intake::runEvent);
    }

    private static <R> Taken<R> take(
            Iterable<ConsumerRecord<byte[], byte[]>> records, Function<ConsumerRecord<byte[], byte[]>, R> read) {
        var rows = new ArrayList<R>();
        var bad = new ArrayList<Bad>();
        for (var source : records) {
            try {
                rows.add(read.apply(source));
            } catch (WireFormatException e) {
                bad.add(new Bad(source, String.valueOf(e.getMessage())));
            }
        }
        return new Taken<>(rows, bad);
    }

    private ResultRow result(ConsumerRecord<byte[], byte[]> source) {
        var result = WireCodec.read(Result.class, value(source));
        requireKey(source, result.probe());
        var appendedAt = Instant.ofEpochMilli(source.timestamp());
        boolean adjust = outOfRange(result, SqlValues.day(appendedAt));
        return new ResultRow(
                result,
                result.series(),
                adjust ? appendedAt : result.dueAt(),
                adjust,
                new String(value(source), StandardCharsets.UTF_8),
                source);
    }

    /// Outside of the days for which partitions can be.
    private boolean outOfRange(Result result, LocalDate appendDay) {
        LocalDate day = SqlValues.day(result.dueAt());
        return day.isBefore(appendDay.minusDays(retention.days(result.tier())))
                || day.isAfter(appendDay.plusDays(AHEAD_DAYS));
    }

    private static RunEventRow runEvent(ConsumerRecord<byte[], byte[]> source) {
        var event = WireCodec.read(RunEvent.class, value(source));
        requireKey(source, event.probe());
        return new RunEventRow(event, Instant.ofEpochMilli(source.timestamp()), source);
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> source) {
        byte @Nullable [] value = source.value();
        if (value == null) {
            throw refusal("the record has no value");
        }
        return value;
    }

    /// No probe speaks for another: who may write a key is the broker's to decide.
    private static void requireKey(ConsumerRecord<byte[], byte[]> source, String probe) {
        byte @Nullable [] key = source.key();
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!text.equals(probe)) {
            throw refusal("the record's key is \"" + text + "\", but its probe is \"" + probe + '"');
        }
    }

    private static WireFormatException refusal(String reason) {
        return new WireFormatException(reason, new IllegalArgumentException(reason));
    }
}
