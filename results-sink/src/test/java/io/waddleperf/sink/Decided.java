package io.waddleperf.sink;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Test;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the stage of decisions tells.
public final class Decided {
    private Decided() {}

    static Breach breach(UUID result, String rule) {
        return new Breach(result, "ping", Family.IPV4, 1, "rttMeanUs", 140_000.5, 100_000, rule, 3, Severity.WARNING);
    }

    public static Escalation confirmed(String probe, String target, Instant at) {
        var result = Ids.uuid("result", probe, target, at.toString());
        return decision(probe, target, at, breach(result, "default-rtt"), result, "");
    }

    static Escalation silent(String probe, String target, Instant at) {
        return decision(probe, target, at, null, null, "nothing was heard");
    }

    static Escalation decision(
            String probe, String target, Instant at, @Nullable Breach breach, @Nullable UUID result, String reason) {
        var id = Ids.uuid("escalation", probe, target, at.toString(), reason);
        return new Escalation(
                id,
                at,
                probe,
                "home",
                target,
                Escalation.Step.CONFIRMED,
                PathState.SUSPECT,
                PathState.DIAGNOSING,
                2,
                breach,
                result,
                List.of(),
                reason,
                "mean RTT 140 ms, bound 100 ms",
                false);
    }

    /// Open, of these paths.
    public static Incident incident(UUID id, long revision, Instant openedAt, PathName... paths) {
        return incident(id, revision, openedAt, null, paths);
    }

    static Incident incident(UUID id, long revision, Instant openedAt, @Nullable Instant closedAt, PathName... paths) {
        var members = Stream.of(paths)
                .map(path -> new Incident.Member(
                        path.probe(), "home", path.target(), PathState.DIAGNOSING, openedAt, null, null))
                .toList();
        return new Incident(
                id,
                revision,
                closedAt == null ? Incident.State.OPEN : Incident.State.CLOSED,
                openedAt,
                openedAt.plusSeconds(revision),
                closedAt,
                new Incident.Scope(Incident.Scope.Kind.PATH, "p1 → t1", 1, 2),
                members,
                "revision " + revision,
                Severity.WARNING,
                "default-rtt@1",
                List.of(),
                0,
                revision > 5 ? "operator" : null,
                revision > 5 ? "ada" : null,
                0,
                List.of(),
                null,
                null,
                false);
    }

    static Rollup minute(String probe, Instant start, UUID part, int results) {
        return rollup(probe, start, Rollup.MINUTE_US, part, results, "AAEC");
    }

    static Rollup hour(String probe, Instant start, UUID part, int results) {
        return rollup(probe, start, Rollup.HOUR_US, part, results, "AAEC");
    }

    /// @param sketch null where nothing was measured
    static Rollup rollup(String probe, Instant start, long lengthUs, UUID part, int results, @Nullable String sketch) {
        boolean measured = sketch != null;
        return new Rollup(
                probe,
                "t1",
                "ping",
                Test.PING,
                Family.IPV4,
                1,
                start.truncatedTo(lengthUs == Rollup.HOUR_US ? ChronoUnit.HOURS : ChronoUnit.MINUTES),
                lengthUs,
                part,
                results,
                measured ? results : 0,
                measured ? 0 : results,
                10L * results,
                9L * results,
                "rttMeanUs",
                measured ? 40.0 : null,
                measured ? 50.5 : null,
                measured ? 60.0 : null,
                measured ? 50.0 : null,
                measured ? 59.0 : null,
                measured ? 60.0 : null,
                sketch);
    }
}
