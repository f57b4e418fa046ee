package io.waddleperf.contracts.kafka;

import static io.waddleperf.contracts.kafka.CompactJson.literal;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TimestampSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a [Result] that stands there as [WireCodec] writes it, in half the general way's time.
///
/// Streams, database and archive each read every result, and finding the fields of a record by their
/// names was a seventh of what all of them cost together.
final class CompactResult {
    private static final byte[] ID = literal("{\"id\":");
    private static final byte[] COMMAND_ID = literal(",\"commandId\":");
    private static final byte[] RUN_ID = literal(",\"runId\":");
    private static final byte[] PROBE = literal(",\"probe\":");
    private static final byte[] TARGET = literal(",\"target\":");
    private static final byte[] CHECK = literal(",\"check\":");
    private static final byte[] TEST = literal(",\"test\":");
    private static final byte[] FAMILY = literal(",\"family\":");
    private static final byte[] TIER = literal(",\"tier\":");
    private static final byte[] CAUSE = literal(",\"cause\":");
    private static final byte[] DUE_AT = literal(",\"dueAt\":");
    private static final byte[] STARTED_AT = literal(",\"startedAt\":");
    private static final byte[] DURATION_US = literal(",\"durationUs\":");
    private static final byte[] OUTCOME = literal(",\"outcome\":");
    private static final byte[] METRICS = literal(",\"metrics\":{");
    private static final byte[] SAMPLES = literal(",\"samples\":");
    private static final byte[] DETAILS = literal(",\"details\":");
    private static final byte[] QUALITY = literal(",\"quality\":{\"timestampSource\":");

    private static final byte[] SCHEDULED = literal("{\"type\":\"scheduled\",\"schedule\":");
    private static final byte[] SLOT = literal(",\"slot\":");
    private static final byte[] MEASURED = literal("{\"type\":\"measured\"}");
    private static final byte[] RAW = literal("{\"type\":\"raw\",\"us\":[");
    private static final byte[] PING = literal("{\"type\":\"ping\",\"address\":");
    private static final byte[] TTL = literal(",\"ttl\":");
    private static final byte[] LOST_SEQUENCES = literal(",\"lostSequences\":[");
    private static final byte[] METHOD = literal(",\"method\":");
    private static final byte[] PROTOCOL = literal(",\"protocol\":");
    private static final byte[] SCHEDULE_LAG_US = literal(",\"scheduleLagUs\":");
    private static final byte[] UNDER_LOAD = literal(",\"underLoad\":");
    private static final byte[] CLOCK_ERROR_US = literal(",\"clockErrorUs\":");
    private static final byte[] ISOLATED = literal(",\"isolated\":");
    private static final byte[] SIMULATED = literal(",\"simulated\":");
    private static final byte[] COLON = literal(":");
    private static final byte[] COMMA = literal(",");
    private static final byte[] END = literal("}");
    private static final byte[] END_OF_LIST = literal("]");

    private static final WireWords<Test> TESTS = new WireWords<>(Test.values(), Test::wireName);
    private static final WireWords<Family> FAMILIES = new WireWords<>(Family.values(), Family::wireName);
    private static final WireWords<Metric> METRIC_NAMES = new WireWords<>(Metric.values(), Metric::wireName);
    private static final WireWords<TimestampSource> SOURCES =
            new WireWords<>(TimestampSource.values(), TimestampSource::wireName);

    private CompactResult() {}

    /// @return null where it is written in another way, or is no result: the general way says why
    static @Nullable Result read(byte[] json) {
        try {
            var from = new CompactJson(json);
            var result = result(from);
            return from.ended() ? result : null;
        } catch (RuntimeException _) {
            return null;
        }
    }

    private static Result result(CompactJson from) {
        var result = new Result(
                from.after(ID).uuid(),
                from.after(COMMAND_ID).uuid(),
                from.after(RUN_ID).uuid(),
                from.after(PROBE).text(),
                from.after(TARGET).text(),
                from.after(CHECK).text(),
                known(from.after(TEST).word(TESTS), Test.UNKNOWN),
                known(from.after(FAMILY).word(FAMILIES), Family.UNKNOWN),
                Math.toIntExact(from.after(TIER).whole()),
                cause(from.after(CAUSE)),
                from.after(DUE_AT).instant(),
                from.after(STARTED_AT).instant(),
                from.after(DURATION_US).whole(),
                outcome(from.after(OUTCOME)),
                metrics(from.after(METRICS)),
                from.passes(SAMPLES) ? samples(from) : null,
                from.passes(DETAILS) ? details(from) : null,
                quality(from.after(QUALITY)));
        from.after(END);
        return result;
    }

    /// A name of a newer version is none of ours.
    private static <E> E known(@Nullable E found, E unknown) {
        return found == null ? unknown : found;
    }

    private static Cause cause(CompactJson from) {
        if (!from.passes(SCHEDULED)) {
            return WireCodec.read(Cause.class, from.object());
        }
        var cause = new Cause.Scheduled(from.text(), from.after(SLOT).instant());
        from.after(END);
        return cause;
    }

    private static Outcome outcome(CompactJson from) {
        return from.passes(MEASURED) ? new Outcome.Measured() : WireCodec.read(Outcome.class, from.object());
    }

    private static Metrics metrics(CompactJson from) {
        var metrics = Metrics.builder();
        if (from.passes(END)) {
            return metrics.build();
        }
        do {
            Metric metric = from.word(METRIC_NAMES);
            double value = from.after(COLON).number();
            if (metric != null) {
                metrics.put(metric, value);
            }
        } while (from.passes(COMMA));
        from.after(END);
        return metrics.build();
    }

    private static Samples samples(CompactJson from) {
        if (!from.passes(RAW)) {
            return WireCodec.read(Samples.class, from.object());
        }
        var values = new ArrayList<Double>();
        if (!from.passes(END_OF_LIST)) {
            do {
                values.add(from.number());
            } while (from.passes(COMMA));
            from.after(END_OF_LIST);
        }
        from.after(END);
        return new Samples.Raw(values);
    }

    private static Details details(CompactJson from) {
        if (!from.passes(PING)) {
            return WireCodec.read(Details.class, from.object());
        }
        var details = new Details.PingDetails(
                from.text(),
                from.passes(TTL) ? Math.toIntExact(from.whole()) : null,
                sequences(from.after(LOST_SEQUENCES)));
        from.after(END);
        return details;
    }

    private static List<Integer> sequences(CompactJson from) {
        if (from.passes(END_OF_LIST)) {
            return List.of();
        }
        var sequences = new ArrayList<Integer>();
        do {
            sequences.add(Math.toIntExact(from.whole()));
        } while (from.passes(COMMA));
        from.after(END_OF_LIST);
        return sequences;
    }

    private static Quality quality(CompactJson from) {
        var quality = new Quality(
                known(from.word(SOURCES), TimestampSource.UNKNOWN),
                from.after(METHOD).text(),
                from.after(PROTOCOL).text(),
                from.after(SCHEDULE_LAG_US).whole(),
                from.after(UNDER_LOAD).truth(),
                from.passes(CLOCK_ERROR_US) ? from.whole() : null,
                from.after(ISOLATED).truth(),
                from.after(SIMULATED).truth());
        from.after(END);
        return quality;
    }
}
