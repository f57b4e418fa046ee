package io.waddleperf.sink;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Whether the database takes what we write: the writers and [DatabasePulse] tell, health asks.
///
/// An outage is two lines in the log, its begin and its end.
final class DatabaseState {
    private static final Logger LOG = Logger.getLogger(DatabaseState.class);

    /// A database that does not even refuse hangs; the pulse asks every 3 s.
    private static final Duration SILENCE = Duration.ofSeconds(7);

    private final InstantSource clock;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private volatile Instant answeredAt;

    DatabaseState(InstantSource clock) {
        this.clock = clock;
        answeredAt = clock.instant();
    }

    private record Waiting(Instant since, String reason) {}

    /// Something is tried again.
    void waiting(String what, SQLException cause) {
        String reason = String.valueOf(cause.getMessage());
        @Nullable Waiting before = waiting.putIfAbsent(what, new Waiting(clock.instant(), reason));
        if (before == null) {
            LOG.warnf("%s: waiting for the database, Kafka keeps the rest: %s", what, reason);
        }
    }

    /// It was done.
    void done(String what) {
        answered();
        if (waiting.isEmpty()) {
            return; // nearly always
        }
        @Nullable Waiting before = waiting.remove(what);
        if (before != null) {
            LOG.infof("%s: goes on after %s", what, Duration.between(before.since(), clock.instant()));
        }
    }

    void answered() {
        answeredAt = clock.instant();
    }

    /// What is wrong, by who waits; empty when all is well.
    Map<String, String> problems() {
        var problems = new TreeMap<String, String>();
        waiting.forEach((what, each) -> problems.put(what, "waiting since " + each.since() + ": " + each.reason()));
        if (Duration.between(answeredAt, clock.instant()).compareTo(SILENCE) > 0) {
            problems.put("silence", "no answer since " + answeredAt);
        }
        return problems;
    }
}
