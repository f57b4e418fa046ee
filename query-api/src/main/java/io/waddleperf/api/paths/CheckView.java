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

    static CheckView of(Latest latest, Verdict verdict, @Nullable Long intervalUs) {
        Result result = latest.result();
        return new CheckView(
                result.check(),
                result.test(),
                result.family(),
                verdict.state(),
                verdict.load(),
                verdict.reason(),
                intervalUs,
                Headline.of(result),
                new RawJson(latest.document()));
    }

    static CheckView withoutResult(SeriesName series, long intervalUs) {
        Verdict none = Verdict.NO_RESULT;
        return new CheckView(
                series.check(),
                series.test(),
                series.family(),
                none.state(),
                none.load(),
                none.reason(),
                intervalUs,
                null,
                null);
    }
}
