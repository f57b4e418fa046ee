package io.waddleperf.archive;

import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.signing.Signature;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A result. Times that end with `Us` are microseconds; `docs/ARCHIVE.md` has the columns for readers.
///
/// @param series     its number, as in the database
/// @param cause      JSON with a `type`
/// @param reason     why it is no measurement; null where it is one
/// @param metrics    by name, as in the API
/// @param samplesUs  null where there are none, or only a sketch
/// @param sketch     a DDSketch, base64 of DataDog's protobuf form
/// @param details    JSON with a `type`
/// @param appendedAt by the broker's clock
/// @param signature  `signed` or `unsigned`: whether the record carries one, not whether it holds
public record ResultLine(
        String id,
        String commandId,
        String runId,
        long series,
        String probe,
        String target,
        String check,
        String test,
        String family,
        int tier,
        String cause,
        Instant dueAt,
        Instant startedAt,
        long durationUs,
        String outcome,
        @Nullable String reason,
        Map<String, Double> metrics,
        @Nullable List<Double> samplesUs,
        @Nullable String sketch,
        @Nullable String details,
        String timestampSource,
        String method,
        String protocol,
        long scheduleLagUs,
        boolean underLoad,
        @Nullable Long clockErrorUs,
        boolean isolated,
        boolean simulated,
        int kafkaPartition,
        long kafkaOffset,
        Instant appendedAt,
        String signature)
        implements Line {
    private static final String UNSIGNED = "unsigned";
    private static final String SIGNED = "signed";

    static ResultLine of(Result result, ConsumerRecord<?, ?> record, Instant appendedAt) {
        Quality quality = result.quality();
        return new ResultLine(
                result.id().toString(),
                result.commandId().toString(),
                result.runId().toString(),
                result.series(),
                result.probe(),
                result.target(),
                result.check(),
                result.test().wireName(),
                result.family().wireName(),
                result.tier(),
                WireCodec.text(result.cause()),
                result.dueAt(),
                result.startedAt(),
                result.durationUs(),
                result.outcome().wireName(),
                reason(result.outcome()),
                named(result.metrics()),
                result.samples() instanceof Samples.Raw(var values) ? values : null,
                result.samples() instanceof Samples.Sketch sketch ? sketch.base64() : null,
                result.details() == null ? null : WireCodec.text(result.details()),
                quality.timestampSource().wireName(),
                quality.method(),
                quality.protocol(),
                quality.scheduleLagUs(),
                quality.underLoad(),
                quality.clockErrorUs(),
                quality.isolated(),
                quality.simulated(),
                record.partition(),
                record.offset(),
                appendedAt,
                Signature.in(record.headers()).isPresent() ? SIGNED : UNSIGNED);
    }

    private static Map<String, Double> named(Metrics metrics) {
        Map<String, Double> named = HashMap.newHashMap(metrics.values().size());
        metrics.values().forEach((metric, value) -> named.put(metric.wireName(), value));
        return named;
    }

    private static @Nullable String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var failure, String detail) -> failure.wireName() + ": " + detail;
            case Outcome.TimedOut(long afterUs) -> "no answer within " + afterUs + " us";
            case Outcome.Refused(String reason) -> reason;
            case Outcome.Unsupported(String reason) -> reason;
            case Outcome.Measured _, Outcome.Unknown _ -> null;
        };
    }

    @Override
    public long sortSeries() {
        return series;
    }

    @Override
    public Instant sortTime() {
        return dueAt;
    }
}
