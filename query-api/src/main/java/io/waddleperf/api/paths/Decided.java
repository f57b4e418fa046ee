package io.waddleperf.api.paths;

import io.waddleperf.contracts.PathState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the escalation has made of a path.
///
/// @param state    null where nothing was ever decided
/// @param incident that it belongs to now, null: none
public record Decided(@Nullable PathState state, @Nullable UUID incident) {
    public static final Decided NOTHING = new Decided(null, null);

    /// How deep the path is looked into now.
    public int tier() {
        return switch (state) {
            case DIAGNOSING -> 2;
            case ANALYSING -> 3;
            case UNPROVEN, HEALTHY, SUSPECT, RECOVERING, SILENT, UNKNOWN -> 1;
            case null -> 1;
        };
    }

    /// One decision.
    record Move(Instant at, String from, String to) {}

    /// Where the newest decisions have brought a path. Those of one moment follow from each other:
    /// the last of them goes where no other one starts.
    static @Nullable PathState newest(Collection<Move> moves) {
        Instant last =
                moves.stream().map(Move::at).max(Comparator.naturalOrder()).orElse(null);
        var together = moves.stream().filter(move -> move.at.equals(last)).toList();
        Set<String> left = together.stream()
                .filter(move -> !move.from.equals(move.to))
                .map(Move::from)
                .collect(Collectors.toSet());
        return together.stream()
                .map(Move::to)
                .filter(to -> !left.contains(to))
                .findFirst()
                .or(() -> together.stream().map(Move::to).findFirst())
                .map(Decided::state)
                .orElse(null);
    }

    private static PathState state(String wireName) {
        for (PathState state : PathState.values()) {
            if (state.wireName().equals(wireName)) {
                return state;
            }
        }
        return PathState.UNKNOWN;
    }
}
