package io.waddleperf.api.paths;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;

/// A series by its names.
public record SeriesName(String probe, String target, String check, Test test, Family family) {
    static SeriesName of(Result result) {
        return new SeriesName(result.probe(), result.target(), result.check(), result.test(), result.family());
    }

    static SeriesName of(PlannedSeries planned) {
        return new SeriesName(
                planned.probe().id(),
                planned.target().id(),
                planned.check().name(),
                planned.check().spec().test(),
                planned.family());
    }

    public PathName path() {
        return new PathName(probe, target);
    }
}
