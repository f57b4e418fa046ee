package io.waddleperf.api.paths;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Test;

/// A series by its names.
record SeriesName(String probe, String target, String check, Test test, Family family) {
    PathName path() {
        return new PathName(probe, target);
    }

    /// Who tests what.
    record PathName(String probe, String target) {}
}
