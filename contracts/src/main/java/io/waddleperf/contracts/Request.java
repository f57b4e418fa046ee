package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody wants tests now; the scheduler makes commands of it.
///
/// @param runId   of the cause, where there is one
/// @param at      when they are due
/// @param cause   of the commands; null: what somebody asked for
/// @param attempt of the cause; null: the first
/// @param cancelled true: nobody wants the same request any more, which was sent before; null: it is to be served
public record Request(
        UUID runId,
        List<String> probes,
        Target target,
        List<Check> checks,
        int tier,
        String requestedBy,
        Instant at,
        Instant expiresAt,
        @Nullable Cause cause,
        @Nullable Integer attempt,
        @Nullable Boolean cancelled) {
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
        if (attempt != null) {
            Require.range("attempt", attempt, 1, 1_000);
        }
    }

    /// By somebody, for the first time.
    public Request(
            UUID runId,
            List<String> probes,
            Target target,
            List<Check> checks,
            int tier,
            String requestedBy,
            Instant at,
            Instant expiresAt) {
        this(runId, probes, target, checks, tier, requestedBy, at, expiresAt, null, null, null);
    }

    /// For a command that has to go by the scheduler, which holds the slots of exclusive tests.
    public static Request of(Command command, String requestedBy) {
        var check = new Check(command.check(), command.spec(), List.of(command.family()));
        return new Request(
                command.runId(),
                List.of(command.probe()),
                command.target(),
                List.of(check),
                command.tier(),
                requestedBy,
                command.dueAt(),
                command.expiresAt(),
                command.cause(),
                command.attempt(),
                null);
    }

    /// The same request, which nobody wants any more. What has ended stays as it is.
    public Request asCancelled() {
        return asCancelled(probes);
    }

    /// The same request, which nobody wants any more.
    ///
    /// @param unended those of its probes of which something is still to come
    public Request asCancelled(List<String> unended) {
        return new Request(
                runId, unended, target, checks, tier, requestedBy, at, expiresAt, cause, attempt, Boolean.TRUE);
    }

    /// The commands that serve this request, the same whoever works them out.
    public List<Command> commands() {
        return probes.stream()
                .flatMap(probe -> checks.stream()
                        .flatMap(check -> target.families(check).stream().map(family -> command(probe, check, family))))
                .toList();
    }

    private Command command(String probe, Check check, Family family) {
        Cause because = cause == null ? new Cause.OnDemand(runId, requestedBy) : cause;
        int tries = attempt == null ? 1 : attempt;
        return new Command(
                Ids.command(because, tries, probe, target.id(), check.name(), family),
                runId,
                probe,
                target,
                check.name(),
                family,
                check.spec(),
                tier,
                because,
                tries,
                at,
                expiresAt,
                null);
    }
}
