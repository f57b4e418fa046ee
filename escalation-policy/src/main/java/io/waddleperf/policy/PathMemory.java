package io.waddleperf.policy;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.PathState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is remembered of one path.
///
/// @param since    when it came into its state
/// @param cause    the breach that made it suspect, null while it is healthy
/// @param windows  rules that were broken lately
/// @param retest   the test that is to confirm, null where none is out
/// @param tier2At  when tier 2 was last ordered, null where never
/// @param tier3At  likewise
/// @param deepest  tier reached since the path became suspect
/// @param withheld the tier that was withheld, 0 where none was
/// @param tryAt    when that is tried again, null where none was
/// @param awaits   tier 3 waits for approval
public record PathMemory(
        PathState state,
        Instant since,
        @Nullable Breach cause,
        List<Window> windows,
        @Nullable Retest retest,
        @Nullable Instant tier2At,
        @Nullable Instant tier3At,
        int deepest,
        int withheld,
        @Nullable Instant tryAt,
        boolean awaits) {
    public PathMemory {
        windows = List.copyOf(windows);
    }

    /// A confirming test that is out.
    ///
    /// @param after    the result that it follows
    /// @param deadline when it is taken for lost
    /// @param lost     how many told nothing before it
    /// @param sent     whether a budget paid for it; where none did, the schedule's tests decide
    public record Retest(UUID after, Instant deadline, int lost, boolean sent) {}

    public static PathMemory unproven(Instant now) {
        return new PathMemory(PathState.UNPROVEN, now, null, List.of(), null, null, null, 1, 0, null, false);
    }

    /// Whether a clear result of such a path changes nothing.
    public boolean calm() {
        return state == PathState.HEALTHY && windows.isEmpty();
    }

    boolean tripped() {
        return windows.stream().anyMatch(Window::tripped);
    }

    /// When time alone may change something, null where it cannot.
    public @Nullable Instant wakeAt() {
        return state == PathState.SUSPECT && retest != null ? retest.deadline() : null;
    }

    PathMemory in(PathState next, Instant now) {
        return new PathMemory(next, now, cause, windows, retest, tier2At, tier3At, deepest, withheld, tryAt, awaits);
    }

    PathMemory with(List<Window> next) {
        return new PathMemory(state, since, cause, next, retest, tier2At, tier3At, deepest, withheld, tryAt, awaits);
    }

    PathMemory with(@Nullable Retest next) {
        return new PathMemory(state, since, cause, windows, next, tier2At, tier3At, deepest, withheld, tryAt, awaits);
    }

    PathMemory because(@Nullable Breach next) {
        return new PathMemory(state, since, next, windows, retest, tier2At, tier3At, deepest, withheld, tryAt, awaits);
    }

    PathMemory ordered(int tier, Instant now) {
        return new PathMemory(
                state,
                since,
                cause,
                windows,
                retest,
                tier == 2 ? now : tier2At,
                tier == 3 ? now : tier3At,
                Math.max(deepest, tier),
                0,
                null,
                false);
    }

    PathMemory withheld(int tier, Instant until) {
        return new PathMemory(state, since, cause, windows, retest, tier2At, tier3At, deepest, tier, until, awaits);
    }

    PathMemory awaitingApproval() {
        return new PathMemory(state, since, cause, windows, retest, tier2At, tier3At, deepest, 0, null, true);
    }

    /// As it is between two troubles; cool-downs go on.
    PathMemory healthy(Instant now) {
        return new PathMemory(PathState.HEALTHY, now, null, List.of(), null, tier2At, tier3At, 1, 0, null, false);
    }
}
