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

    /// Of these checks those that speak for a path: where a schedule has some that say something of it,
    /// only they do. What was run once, by hand or by a deeper tier, nothing would make well again.
    static List<JudgedCheck> speaking(List<JudgedCheck> checks) {
        var scheduled = checks.stream()
                .filter(check -> check.scheduled() && check.verdict().counts())
                .toList();
        return scheduled.isEmpty() ? checks : scheduled;
    }

    public List<JudgedCheck> speaking() {
        return speaking(checks);
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
