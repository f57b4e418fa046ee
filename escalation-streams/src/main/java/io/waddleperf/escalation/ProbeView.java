package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Result;
import io.waddleperf.policy.ProbeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One assigned probe as its task sees it.
final class ProbeView {
    private static final int INTERVALS = 3;

    /// Heartbeats come every 10 s.
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(30);

    private final Assignment assignment;
    private final Map<String, PathView> paths = new TreeMap<>();
    private final Map<Tested, SeriesView> series = new HashMap<>();
    private final ProbeClock clock;
    private @Nullable Instant lastHeard;
    private final CaughtUp caughtUp;
    private final Duration silentAfter;
    private boolean silent;
    private boolean watchingChanged;

    ProbeView(Assignment assignment, ProbeClock clock, boolean silent) {
        this(assignment, clock, new CaughtUp(), silent);
    }

    private ProbeView(Assignment assignment, ProbeClock clock, CaughtUp caughtUp, boolean silent) {
        this.assignment = assignment;
        this.clock = clock;
        this.caughtUp = caughtUp;
        this.silentAfter = silentAfter(assignment);
        this.silent = silent;
    }

    private static Duration silentAfter(Assignment assignment) {
        long shortestUs = assignment.items().stream()
                .mapToLong(Assignment.Item::intervalUs)
                .min()
                .orElse(0);
        Duration wait = Duration.ofNanos(INTERVALS * shortestUs * 1_000);
        return wait.compareTo(LEAST_SILENCE) > 0 ? wait : LEAST_SILENCE;
    }

    /// The same probe with another assignment.
    ProbeView(Assignment assignment, ProbeView before) {
        this(assignment, before.clock, before.caughtUp, before.silent);
        this.lastHeard = before.lastHeard;
    }

    String probe() {
        return assignment.probe();
    }

    String site() {
        return assignment.siteOrNone();
    }

    Assignment assignment() {
        return assignment;
    }

    Map<String, PathView> paths() {
        return paths;
    }

    /// What tells the series of a probe apart.
    private record Tested(String target, String check, Family family) {
        // As a record's own, which went through method handles for each result and were a twentieth of its cost here.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Tested(var otherTarget, var otherCheck, var otherFamily)
                    && target.equals(otherTarget)
                    && check.equals(otherCheck)
                    && family == otherFamily;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * target.hashCode() + check.hashCode()) + family.hashCode();
        }
    }

    void add(SeriesView one) {
        one.path().series().add(one);
        Assignment.Item item = one.item();
        series.put(new Tested(item.target().id(), item.check(), item.family()), one);
    }

    /// Null where it is not assigned.
    @Nullable
    SeriesView seriesOf(Result result) {
        return series.get(new Tested(result.target(), result.check(), result.family()));
    }

    ProbeClock clock() {
        return clock;
    }

    CaughtUp caughtUp() {
        return caughtUp;
    }

    /// Null where nothing has come from it yet: what was never there is not silent.
    @Nullable
    Instant lastHeard() {
        return lastHeard;
    }

    void heard(Instant at) {
        lastHeard = at;
    }

    /// Whether a path has been proven since its paths were last told.
    boolean watchingChanged() {
        return watchingChanged;
    }

    void watchingChanged(boolean next) {
        watchingChanged = next;
    }

    boolean silent() {
        return silent;
    }

    void silent(boolean next) {
        silent = next;
    }

    /// Nothing has come for three intervals of its most frequent check.
    boolean overdue(Instant now) {
        if (silent || lastHeard == null || assignment.items().isEmpty()) {
            return false;
        }
        return now.isAfter(lastHeard.plus(silentAfter));
    }
}
