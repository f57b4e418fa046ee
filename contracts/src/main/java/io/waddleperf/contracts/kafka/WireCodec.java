package io.waddleperf.contracts.kafka;

import io.avaje.jsonb.Jsonb;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.CauseJsonAdapter;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DetailsJsonAdapter;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.OutcomeJsonAdapter;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.SamplesJsonAdapter;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TestSpecJsonAdapter;
import io.waddleperf.contracts.TimestampSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The one place that knows how an event looks as JSON.
///
/// Compact, nulls left out, `"type"` tells the variants of a sealed type apart, times are RFC 3339
/// in UTC with six decimals. A reader skips fields it does not know; a variant or enum constant it
/// does not know becomes `Unknown`.
public final class WireCodec {
    private static final Jsonb JSON = Jsonb.builder()
            .add(Instant.class, new InstantAdapter().nullSafe())
            .add(Metrics.class, new MetricsAdapter().nullSafe())
            .add(Test.class, new WireNameAdapter<>(Test.values(), Test.UNKNOWN).nullSafe())
            .add(Family.class, new WireNameAdapter<>(Family.values(), Family.UNKNOWN).nullSafe())
            .add(Failure.class, new WireNameAdapter<>(Failure.values(), Failure.UNKNOWN).nullSafe())
            .add(
                    TimestampSource.class,
                    new WireNameAdapter<>(TimestampSource.values(), TimestampSource.UNKNOWN).nullSafe())
            .add(RunEvent.Kind.class, new WireNameAdapter<>(RunEvent.Kind.values(), RunEvent.Kind.UNKNOWN).nullSafe())
            .add(Cause.class, json -> variants(new CauseJsonAdapter(json), new Cause.Unknown()))
            .add(Details.class, json -> variants(new DetailsJsonAdapter(json), new Details.Unknown()))
            .add(Outcome.class, json -> variants(new OutcomeJsonAdapter(json), new Outcome.Unknown()))
            .add(Samples.class, json -> variants(new SamplesJsonAdapter(json), new Samples.Unknown()))
            .add(TestSpec.class, json -> variants(new TestSpecJsonAdapter(json), new TestSpec.Unknown()))
            .build();

    private WireCodec() {}

    private static <T> io.avaje.json.JsonAdapter<T> variants(io.avaje.json.JsonAdapter<T> known, T unknown) {
        return new VariantAdapter<>(known, unknown).nullSafe();
    }

    /// @param event a record of `io.waddleperf.contracts`
    public static byte[] bytes(Object event) {
        return JSON.toJsonBytes(event);
    }

    public static String text(Object event) {
        return JSON.toJson(event);
    }

    /// @throws WireFormatException where the JSON is broken, a field is missing or out of its range
    public static <T> T read(Class<T> type, byte[] json) {
        try {
            T event = JSON.type(type).fromJson(json);
            if (event == null) {
                throw new IllegalArgumentException("the value is null");
            }
            return event;
        } catch (RuntimeException e) { // the codec and our constructors throw many kinds
            throw new WireFormatException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) { // the parser recurses: no event of ours nests so deep
            throw new WireFormatException("not a " + type.getSimpleName() + ": nested too deep", e);
        }
    }

    public static <T> T read(Class<T> type, String json) {
        return read(type, json.getBytes(StandardCharsets.UTF_8));
    }
}
