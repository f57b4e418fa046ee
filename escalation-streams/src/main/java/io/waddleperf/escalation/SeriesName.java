package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;

/// What a rollup is called.
record SeriesName(String probe, String target, String check, Test test, Family family) {
    static SeriesName of(Result result) {
        return new SeriesName(result.probe(), result.target(), result.check(), result.test(), result.family());
    }

    static SeriesName of(String probe, Assignment.Item item) {
        return new SeriesName(
                probe, item.target().id(), item.check(), item.spec().test(), item.family());
    }
}
