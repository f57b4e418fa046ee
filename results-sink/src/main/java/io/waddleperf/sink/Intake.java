package io.waddleperf.sink;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.contracts.signing.Signatures;
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
    private final RowRetention rowRetention;
    private final Signatures signatures;

    Intake(Retention retention, RowRetention rowRetention) {
        this(retention, rowRetention, Signatures.OFF);
    }

    /// @param signatures tells results of probes from those that others made in their name
    Intake(Retention retention, RowRetention rowRetention, Signatures signatures) {
        this.retention = retention;
        this.rowRetention = rowRetention;
        this.signatures = signatures;
    }

    /// What became of a batch; every record is in one of the two, but for the progress of tests.
    record Taken<R>(List<R> rows, List<Bad> bad) {}

    Taken<ResultRow> results(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        return take(records, this::result);
    }

    /// Progress is for who watches now, and is left on its topic.
    Taken<RunEventRow> runEvents(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var all = take(records, this::runEvent);
        var kept = all.rows().stream().filter(row -> row.event().kind() != RunEvent.Kind.PROGRESS);
        return new Taken<>(kept.toList(), all.bad());
    }

    Taken<EscalationRow> escalations(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        return take(records, Intake::escalation);
    }

    Taken<IncidentRow> incidents(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        return take(records, Intake::incident);
    }

    Taken<RollupRow> rollups(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        return take(records, this::rollup);
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
        requireKey(source, "probe", result.probe());
        signatures.require(source.topic(), result.probe(), source.headers(), source.value(), source.timestamp());
        var appendedAt = appendedAt(source);
        boolean adjust = outOfRange(result, SqlValues.day(appendedAt));
        return new ResultRow(result, result.series(), adjust ? appendedAt : result.dueAt(), adjust, source);
    }

    /// Outside of the days for which partitions can be.
    private boolean outOfRange(Result result, LocalDate appendDay) {
        LocalDate day = SqlValues.day(result.dueAt());
        return day.isBefore(appendDay.minusDays(retention.days(result.tier())))
                || day.isAfter(appendDay.plusDays(AHEAD_DAYS));
    }

    private RunEventRow runEvent(ConsumerRecord<byte[], byte[]> source) {
        var event = WireCodec.read(RunEvent.class, value(source));
        requireKey(source, "probe", event.probe());
        if (event.kind() == RunEvent.Kind.ACCEPTED || event.kind() == RunEvent.Kind.STARTED) { // the probe's own
            signatures.require(source.topic(), event.probe(), source.headers(), source.value(), source.timestamp());
        }
        return new RunEventRow(event, appendedAt(source), source);
    }

    private static EscalationRow escalation(ConsumerRecord<byte[], byte[]> source) {
        var decision = WireCodec.read(Escalation.class, value(source));
        requireKey(source, "probe", decision.probe());
        return new EscalationRow(decision, document(source), source);
    }

    private static IncidentRow incident(ConsumerRecord<byte[], byte[]> source) {
        var incident = WireCodec.read(Incident.class, value(source));
        requireKey(source, "id", incident.id().toString());
        return new IncidentRow(incident, document(source), source);
    }

    private RollupRow rollup(ConsumerRecord<byte[], byte[]> source) {
        var rollup = WireCodec.read(Rollup.class, value(source));
        requireKey(source, "probe", rollup.probe());
        var row = new RollupRow(rollup, rollup.series(), source);
        requireDay(row);
        requireSketch(row);
        return row;
    }

    private void requireDay(RollupRow row) {
        boolean minute = row.rollup().lengthUs() == Rollup.MINUTE_US;
        int days = minute ? rowRetention.rollupMinutesDays() : rowRetention.rollupHoursDays();
        LocalDate appendDay = SqlValues.day(appendedAt(row.source()));
        if (row.day().isBefore(appendDay.minusDays(days))) {
            throw refusal("the retention of " + (minute ? "minutes" : "hours") + " has passed for " + row.day());
        }
        if (row.day().isAfter(appendDay.plusDays(AHEAD_DAYS))) {
            throw refusal("it begins more than " + AHEAD_DAYS + " days ahead: "
                    + row.rollup().start());
        }
    }

    private static void requireSketch(RollupRow row) {
        try {
            var _ = row.sketch();
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("its sketch is not base64: " + e.getMessage(), e);
        }
    }

    private static Instant appendedAt(ConsumerRecord<byte[], byte[]> source) {
        return Instant.ofEpochMilli(source.timestamp());
    }

    private static String document(ConsumerRecord<byte[], byte[]> source) {
        return new String(value(source), StandardCharsets.UTF_8);
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> source) {
        byte @Nullable [] value = source.value();
        if (value == null) {
            throw refusal("the record has no value");
        }
        return value;
    }

    /// No probe speaks for another: who may write a key is the broker's to decide.
    ///
    /// @param field whose value must be the key
    private static void requireKey(ConsumerRecord<byte[], byte[]> source, String field, String expected) {
        byte @Nullable [] key = source.key();
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!text.equals(expected)) {
            throw refusal("the record's key is \"" + text + "\", but its " + field + " is \"" + expected + '"');
        }
    }

    private static WireFormatException refusal(String reason) {
        return new WireFormatException(reason, new IllegalArgumentException(reason));
    }
}
