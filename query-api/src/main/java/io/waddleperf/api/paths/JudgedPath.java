package io.waddleperf.api.paths;

import io.waddleperf.contracts.PathName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path as it is seen now.
///
/// @param worst     the check that speaks for it
/// @param updatedAt when the newest result began; null where there is none
/// @param checks    the worst first
public record JudgedPath(
        PathName name,
        String address,
        JudgedCheck worst,
        @Nullable Instant updatedAt,
        List<JudgedCheck> checks) {
    public JudgedPath {
        checks = List.copyOf(checks);
    }

    public PathState state() {
        return worst.state();
    }

    PathView.Rank rank() {
        return new PathView.Rank(state(), worst.verdict().load(), name.probe(), name.target());
    }

    /// What is wrong with its worst check, after the name of it; empty where nothing is.
    public String reason() {
        String reason = worst.verdict().reason();
        return reason.isEmpty() ? "" : worst.series().check() + ": " + reason;
    }

    PathView view() {
        Verdict verdict = worst.verdict();
        return new PathView(
                name.probe(),
                name.target(),
                address,
                verdict.state(),
                verdict.load(),
                reason(),
                updatedAt,
                null,
                null,
                checks.stream().map(CheckView::of).toList());
    }
}
