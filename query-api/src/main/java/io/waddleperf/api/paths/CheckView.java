package io.waddleperf.api.paths;

import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One check of a path.
///
/// @param intervalUs null where no schedule has it
/// @param headline   null where the newest result measured nothing
/// @param result     as on the topic; null where there is none yet
public record CheckView(
        String check,
        Test test,
        Family family,
        PathState state,
        double load,
        String reason,
        @Nullable Long intervalUs,
        @Nullable Headline headline,
        @Nullable RawJson result) {

    /// The number that a test is first judged by.
    public record Headline(String metric, double value) {
        static @Nullable Headline of(Result result) {
            Metric metric = result.test().headline();
            OptionalDouble value = result.metrics().get(metric);
            return value.isEmpty() ? null : new Headline(metric.wireName(), value.getAsDouble());
        }
    }

    static CheckView of(JudgedCheck check) {
        SeriesName series = check.series();
        Verdict verdict = check.verdict();
        Latest latest = check.latest();
        return new CheckView(
                series.check(),
                series.test(),
                series.family(),
                verdict.state(),
                verdict.load(),
                verdict.reason(),
                check.intervalUs(),
                latest == null ? null : Headline.of(latest.result()),
                latest == null ? null : new RawJson(latest.document()));
    }
}
