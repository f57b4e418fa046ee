package io.waddleperf.api.paths;

import io.waddleperf.contracts.Result;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One series of a path, as it is seen now.
///
/// @param intervalUs null where no schedule has it
/// @param latest     null where there is no result yet
public record JudgedCheck(
        SeriesName series,
        Verdict verdict,
        @Nullable Long intervalUs,
        @Nullable Latest latest) {
    static final Comparator<JudgedCheck> WORST_FIRST = Comparator.comparing(JudgedCheck::state)
            .thenComparing(Comparator.comparingDouble((JudgedCheck check) -> check.verdict.load())
                    .reversed())
            .thenComparing(check -> check.series.check())
            .thenComparing(check -> check.series.family());

    boolean scheduled() {
        return intervalUs != null;
    }

    public PathState state() {
        return verdict.state();
    }

    public @Nullable Result result() {
        return latest == null ? null : latest.result();
    }
}
