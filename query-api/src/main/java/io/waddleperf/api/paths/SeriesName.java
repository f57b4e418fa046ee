package io.waddleperf.api.paths;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Test;

/// A series by its names.
public record SeriesName(String probe, String target, String check, Test test, Family family) {
    public PathName path() {
        return new PathName(probe, target);
    }
}
