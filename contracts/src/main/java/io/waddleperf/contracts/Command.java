package io.waddleperf.contracts;

import java.time.Instant;
import java.util.UUID;

/// The order to one probe for one check once.
///
/// @param id        from its cause ([Ids#command])
/// @param runId     all commands of one trigger
/// @param attempt   1 for the first try of this cause
/// @param dueAt     the result carries it on; part of the result's key in the database
/// @param expiresAt a probe refuses to start it later
public record Command(
        UUID id,
        UUID runId,
        String probe,
        Target target,
        String check,
        Family family,
        TestSpec spec,
        int tier,
        Cause cause,
        int attempt,
        Instant dueAt,
        Instant expiresAt) {
    public Command {
        Require.present("id", id);
        Require.present("runId", runId);
        Require.present("target", target);
        Require.present("family", family);
        Require.present("spec", spec);
        Require.present("cause", cause);
        dueAt = Require.micros("dueAt", dueAt);
        expiresAt = Require.micros("expiresAt", expiresAt);
        Require.name("probe", probe);
        Require.name("check", check);
        Require.range("tier", tier, 1, 3);
        Require.range("attempt", attempt, 1, 1_000);
    }

    /// The first try of a cause, with the ids that follow from it.
    public static Command of(
            Cause cause,
            String probe,
            Target target,
            String check,
            Family family,
            TestSpec spec,
            int tier,
            Instant dueAt,
            Instant expiresAt) {
        UUID id = Ids.command(cause, 1, probe, target.id(), check, family);
        return new Command(id, Ids.run(cause), probe, target, check, family, spec, tier, cause, 1, dueAt, expiresAt);
    }
}
