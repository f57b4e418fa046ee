package io.waddleperf.api.stream;

import io.waddleperf.api.http.Parameters;
import org.jspecify.annotations.Nullable;

/// Which results a listener wants; null: all.
record StreamFilter(
        @Nullable String probe,
        @Nullable String target,
        @Nullable String check) {
    static StreamFilter of(Parameters query) {
        var filter = new StreamFilter(query.name("probe"), query.name("target"), query.name("check"));
        query.check();
        return filter;
    }

    boolean wants(StreamEvent event) {
        return (probe == null || probe.equals(event.probe()))
                && (target == null || target.equals(event.target()))
                && (check == null || check.equals(event.check()));
    }
}
