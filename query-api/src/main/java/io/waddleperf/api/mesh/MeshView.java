package io.waddleperf.api.mesh;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A matrix in columns: only what was tested has a cell.
///
/// @param freshAfter what was due then or before is old; null where all is of one hour
/// @param source     `results`, or `hours` where results of that time are not kept any more
public record MeshView(
        Instant at,
        @Nullable Instant freshAfter,
        String metric,
        String source,
        Probes probes,
        Targets targets,
        Cells cells) {
    /// The rows.
    public record Probes(List<String> id, List<String> site) {}

    /// The columns.
    public record Targets(List<String> id, List<String> address) {}

    /// Each list has an element for each cell.
    ///
    /// @param probe  its place among the probes
    /// @param target its place among the targets
    /// @param value  null where there was no answer
    /// @param atMs   the due time of the result, or the begin of the hour, since 1970
    public record Cells(
            List<Integer> probe,
            List<Integer> target,
            List<String> check,
            List<@Nullable Double> value,
            List<Long> atMs) {}
}
