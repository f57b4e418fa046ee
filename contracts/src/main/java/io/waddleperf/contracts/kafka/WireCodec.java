package io.waddleperf.contracts.kafka;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.CauseJsonAdapter;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.contracts.Destination;
import io.waddleperf.contracts.DestinationJsonAdapter;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DetailsJsonAdapter;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.OutcomeJsonAdapter;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathReportJsonAdapter;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.SamplesJsonAdapter;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TestSpecJsonAdapter;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.UnknownSpec;
import io.waddleperf.contracts.WireName;
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
            .add(Test.class, names(Test.values(), Test.UNKNOWN))
            .add(Family.class, names(Family.values(), Family.UNKNOWN))
            .add(Failure.class, names(Failure.values(), Failure.UNKNOWN))
            .add(TimestampSource.class, names(TimestampSource.values(), TimestampSource.UNKNOWN))
            .add(RunEvent.Kind.class, names(RunEvent.Kind.values(), RunEvent.Kind.UNKNOWN))
            .add(PathState.class, names(PathState.values(), PathState.UNKNOWN))
            .add(Severity.class, names(Severity.values(), Severity.UNKNOWN))
            .add(Doubt.class, names(Doubt.values(), Doubt.UNKNOWN))
            .add(ChannelRoute.News.class, names(ChannelRoute.News.values(), ChannelRoute.News.UNKNOWN))
            .add(Destination.Security.class, names(Destination.Security.values(), Destination.Security.UNKNOWN))
            .add(Destination.Protocol.class, names(Destination.Protocol.values(), Destination.Protocol.UNKNOWN))
            .add(Silence.Kind.class, names(Silence.Kind.values(), Silence.Kind.UNKNOWN))
            .add(Escalation.Step.class, names(Escalation.Step.values(), Escalation.Step.UNKNOWN))
            .add(Incident.State.class, names(Incident.State.values(), Incident.State.UNKNOWN))
            .add(Incident.Scope.Kind.class, names(Incident.Scope.Kind.values(), Incident.Scope.Kind.UNKNOWN))
            .add(IncidentAction.Kind.class, names(IncidentAction.Kind.values(), IncidentAction.Kind.UNKNOWN))
            .add(PathOrder.Kind.class, names(PathOrder.Kind.values(), PathOrder.Kind.UNKNOWN))
            .add(Cause.class, json -> variants(new CauseJsonAdapter(json), new Cause.Unknown()))
            .add(Destination.class, json -> variants(new DestinationJsonAdapter(json), new Destination.Unknown()))
            .add(Details.class, json -> variants(new DetailsJsonAdapter(json), new Details.Unknown()))
            .add(Outcome.class, json -> variants(new OutcomeJsonAdapter(json), new Outcome.Unknown()))
            .add(Samples.class, json -> variants(new SamplesJsonAdapter(json), new Samples.Unknown()))
            .add(TestSpec.class, json -> variants(new TestSpecJsonAdapter(json), new UnknownSpec()))
            .add(PathReport.class, json -> variants(new PathReportJsonAdapter(json), new PathReport.Unknown()))
            .build();

    private WireCodec() {}

    private static <T> io.avaje.json.JsonAdapter<T> variants(io.avaje.json.JsonAdapter<T> known, T unknown) {
        return new VariantAdapter<>(known, unknown).nullSafe();
    }

    private static <E extends Enum<E> & WireName> io.avaje.json.JsonAdapter<E> names(E[] values, E unknown) {
        return new WireNameAdapter<>(values, unknown).nullSafe();
    }

    /// @param event a record of `io.waddleperf.contracts`
    public static byte[] bytes(Object event) {
        return adapter(event).toJsonBytes(event);
    }

    public static String text(Object event) {
        return adapter(event).toJson(event);
    }

    /// Variants are written as what they are variants of, so that they name their type.
    @SuppressWarnings("unchecked")
    private static JsonType<Object> adapter(Object event) {
        Class<?> type = switch (event) {
            case PathReport _ -> PathReport.class;
            case Cause _ -> Cause.class;
            case Details _ -> Details.class;
            case TestSpec _ -> TestSpec.class;
            default -> event.getClass();
        };
        return (JsonType<Object>) JSON.type(type);
    }

    /// @throws WireFormatException where the JSON is broken, a field is missing or out of its range
    public static <T> T read(Class<T> type, byte[] json) {
        if (type == Result.class) {
            Result result = CompactResult.read(json);
            if (result != null) {
                return type.cast(result);
            }
        }
        return readGenerally(type, json);
    }

    /// Fields in any order, whatever stands between them.
    static <T> T readGenerally(Class<T> type, byte[] json) {
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
