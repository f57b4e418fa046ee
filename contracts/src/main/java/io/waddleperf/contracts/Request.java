package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Somebody wants tests now; the scheduler makes commands of it.
public record Request(
        UUID runId,
        List<String> probes,
        Target target,
        List<Check> checks,
        int tier,
        String requestedBy,
        Instant at,
        Instant expiresAt) {
    public Request {
        Require.present("runId", runId);
        Require.present("target", target);
        Require.present("requestedBy", requestedBy);
        at = Require.micros("at", at);
        expiresAt = Require.micros("expiresAt", expiresAt);
        probes = List.copyOf(probes);
        checks = List.copyOf(checks);
        Require.range("probes", probes.size(), 1, 1_000);
        Require.range("checks", checks.size(), 1, 20);
        Require.range("tier", tier, 1, 3);
        probes.forEach(probe -> Require.name("probe", probe));
        long names = checks.stream().map(Check::name).distinct().count();
        Require.that(names == checks.size(), "checks", checks, "must have a name of their own each");
    }

    /// The commands that serve this request, the same whoever works them out.
    public List<Command> commands() {
        var cause = new Cause.OnDemand(runId, requestedBy);
        return probes.stream()
                .flatMap(probe -> checks.stream()
                        .flatMap(check -> target.families(check).stream()
                                .map(family -> Command.of(
                                        cause,
                                        probe,
                                        target,
                                        check.name(),
                                        family,
                                        check.spec(),
                                        tier,
                                        at,
                                        expiresAt))))
                .toList();
    }
}
