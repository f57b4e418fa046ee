package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an [ArchiveSample] holds, told from the events themselves, as `spark.sql` and `trino.sql` of
/// `benchmarks/engines` tell it from the files: tabs between columns.
final class SampleLines {
    private static final int PROBES = 3;
    private static final int TARGETS = 4;
    private static final int KINDS = 10;
    private static final double RTT_US = 1_000;

    /// Of results that no query of the documentation means.
    private static final double OTHER_RTT_US = 5_000_000;

    private static final String NONE = "-";
    private static final String SKETCH = "CgkJKVyPwvUo8D8=";
    private static final DateTimeFormatter TIME = format("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter DATE = format("uuuu-MM-dd");
    private static final DateTimeFormatter HOUR = format("HH");

    private final TreeMap<String, String> lines = new TreeMap<>();
    private final TreeMap<String, Integer> byDayAndOutcome = new TreeMap<>();
    private final List<String> steps = new ArrayList<>();

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /// The i-th of a day: most are pings that are measured, a tenth is refused, and a tenth is of TCP.
    static Result result(int i, Instant dueAt, int day) {
        String probe = "probe-" + i % PROBES;
        int target = i % TARGETS;
        String name = "target-" + target;
        return switch (i % KINDS) {
            case 0 -> Samples.failed(probe, name, Test.PING, dueAt, new Outcome.Refused("is not allowed here"));
            case 5 -> sketched(Samples.result(probe, name, Test.TCP, dueAt, new Outcome.Measured(), rtt(OTHER_RTT_US)));
            default -> {
                double us = day == 0 ? rttUs(target) : OTHER_RTT_US;
                yield Samples.result(probe, name, Test.PING, dueAt, new Outcome.Measured(), rtt(us));
            }
        };
    }

    private static double rttUs(int target) {
        return RTT_US * (target + 1);
    }

    private static Metrics rtt(double us) {
        return Metrics.builder()
                .put(Metric.LOSS_RATIO, 0)
                .put(Metric.RTT_MEAN_US, us)
                .build();
    }

    /// With what few results have.
    private static Result sketched(Result of) {
        return new Result(
                of.id(),
                of.commandId(),
                of.runId(),
                of.probe(),
                of.target(),
                of.check(),
                of.test(),
                of.family(),
                of.tier(),
                of.cause(),
                of.dueAt(),
                of.startedAt().plusNanos(1_000),
                of.durationUs(),
                of.outcome(),
                of.metrics(),
                new io.waddleperf.contracts.Samples.Sketch(1_000, SKETCH),
                of.details(),
                new Quality(TimestampSource.USER, "tcp-connect", "tcp", 2_001, true, 12L, true, true));
    }

    void add(Result result, int partition, long offset, Instant appendedAt) {
        Quality quality = result.quality();
        String line = Stream.<Object>of(
                        result.id(),
                        result.commandId(),
                        result.runId(),
                        result.series(),
                        result.probe(),
                        result.target(),
                        result.check(),
                        result.test().wireName(),
                        result.family().wireName(),
                        result.tier(),
                        WireCodec.text(result.cause()),
                        TIME.format(result.dueAt()),
                        TIME.format(result.startedAt()),
                        result.durationUs(),
                        result.outcome().wireName(),
                        result.outcome() instanceof Outcome.Refused(var reason) ? reason : NONE,
                        result.metrics().values().size(),
                        result.metrics().get(Metric.RTT_MEAN_US).orElse(0),
                        samples(result.samples()),
                        result.details() == null ? NONE : WireCodec.text(result.details()),
                        quality.timestampSource().wireName(),
                        quality.method(),
                        quality.protocol(),
                        quality.scheduleLagUs(),
                        quality.underLoad(),
                        Objects.requireNonNullElse(quality.clockErrorUs(), 0L),
                        quality.isolated(),
                        quality.simulated(),
                        partition,
                        offset,
                        TIME.format(appendedAt),
                        "unsigned",
                        DATE.format(appendedAt),
                        HOUR.format(appendedAt))
                .map(String::valueOf)
                .collect(Collectors.joining("\t"));
        lines.put(result.id().toString(), line);
        byDayAndOutcome.merge(DATE.format(appendedAt) + '\t' + result.outcome().wireName(), 1, Integer::sum);
    }

    /// How many there are, the first, and the sketch.
    private static String samples(io.waddleperf.contracts.@Nullable Samples samples) {
        return switch (samples) {
            case io.waddleperf.contracts.Samples.Raw(var us) -> us.size() + "\t" + us.getFirst() + '\t' + NONE;
            case io.waddleperf.contracts.Samples.Sketch sketch -> "0\t0.0\t" + sketch.base64();
            case io.waddleperf.contracts.Samples.Unknown _ -> throw new IllegalArgumentException("no sample has these");
            case null -> "0\t0.0\t" + NONE;
        };
    }

    void add(Escalation decision) {
        steps.add(decision.step().wireName() + '\t' + decision.text());
    }

    List<String> byId() {
        return List.copyOf(lines.values());
    }

    /// Of the first query, the second and the third.
    List<String> answers() {
        var answers = new ArrayList<String>();
        byDayAndOutcome.forEach((dayAndOutcome, results) -> answers.add(dayAndOutcome + '\t' + results));
        IntStream.range(0, TARGETS)
                .map(i -> TARGETS - 1 - i)
                .forEach(target -> answers.add("target-" + target + '\t' + rttUs(target)));
        answers.addAll(steps);
        return answers;
    }
}
