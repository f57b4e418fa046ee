package io.waddleperf.api.paths;

import io.waddleperf.api.http.Cursor;
import io.waddleperf.contracts.PathName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A path with its checks, the worst first.
///
/// @param load      of the worst check
/// @param reason    of the worst check, with its name; empty where all is well
/// @param updatedAt when the newest result began; null where there is none
/// @param pathState what the escalation has made of it; null where nothing was ever decided
/// @param incident  the open one that it belongs to; null: none
public record PathView(
        String probe,
        String target,
        String address,
        PathState state,
        double load,
        String reason,
        @Nullable Instant updatedAt,
        io.waddleperf.contracts.@Nullable PathState pathState,
        @Nullable UUID incident,
        List<CheckView> checks) {
    public PathView {
        checks = List.copyOf(checks);
    }

    PathView with(Decided decided) {
        return new PathView(
                probe, target, address, state, load, reason, updatedAt, decided.state(), decided.incident(), checks);
    }

    /// Where a path stands in the list: total, so that pages have no seams.
    public record Rank(PathState state, double load, String probe, String target) {
        public static final Comparator<Rank> WORST_FIRST = Comparator.comparing(Rank::state)
                .thenComparing(Comparator.comparingDouble(Rank::load).reversed())
                .thenComparing(Rank::probe)
                .thenComparing(Rank::target);

        static final Cursor<Rank> CURSOR = new Cursor<>(
                "paths",
                rank -> List.of(rank.state.name(), Double.toString(rank.load), rank.probe, rank.target),
                parts -> new Rank(
                        PathState.valueOf(parts.get(0)), Double.parseDouble(parts.get(1)), parts.get(2), parts.get(3)));

        PathName name() {
            return new PathName(probe, target);
        }
    }
}
