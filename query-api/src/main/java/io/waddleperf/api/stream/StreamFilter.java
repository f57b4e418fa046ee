package io.waddleperf.api.stream;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.PathName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events a listener wants; null: all.
///
/// @param check narrows results only
record StreamFilter(
        Set<StreamType> types,
        @Nullable String probe,
        @Nullable String target,
        @Nullable String check) {
    /// Of a client that somebody tells of something else.
    static final StreamFilter NOTHING = new StreamFilter(Set.of(), null, null, null);

    static StreamFilter of(Parameters query) {
        Set<StreamType> types = query.choices("types", List.of(StreamType.values()));
        var filter = new StreamFilter(
                types.isEmpty() ? Set.of(StreamType.RESULT) : types,
                query.name("probe"),
                query.name("target"),
                query.name("check"));
        query.check();
        return filter;
    }

    boolean wants(StreamType type) {
        return types.contains(type);
    }

    /// @param sight of a listener: a filter must not tell of paths that they do not see
    boolean wants(StreamEvent event, Sight sight) {
        return wants(event.type())
                && (check == null || event.check() == null || check.equals(event.check()))
                && wantsPath(event, sight);
    }

    private boolean wantsPath(StreamEvent event, Sight sight) {
        if (probe == null && target == null) {
            return true;
        }
        for (PathName path : event.paths()) {
            boolean wanted =
                    (probe == null || probe.equals(path.probe())) && (target == null || target.equals(path.target()));
            if (wanted && sight.sees(path.probe())) {
                return true;
            }
        }
        return false;
    }
}
