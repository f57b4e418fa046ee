package io.waddleperf.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order to one probe for one check once.
///
/// @param id        from its cause ([Ids#command])
/// @param runId     all commands of one trigger
/// @param attempt   1 for the first try of this cause
/// @param dueAt     the result carries it on; part of the result's key in the database
/// @param expiresAt a probe refuses to start it later
/// @param delayUs   the probe waits so long after it has read the command; null: not at all. By no
///                  clock, so that one that is wrong cannot hold a test up
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
        Instant expiresAt,
        @Nullable Long delayUs) {
    /// The longest that a probe waits before it starts a command.
    public static final long LONGEST_DELAY_US = 60_000_000;

    /// So long after the end of a slot a probe still refuses its command in a result: that gets to its topic
    /// before escalation-streams tells a slot without one as missed.
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

    private static final Duration CANCELLED_BEFORE = Duration.ofDays(1);

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
        if (delayUs != null) {
            Require.range("delayUs", delayUs, 0, LONGEST_DELAY_US);
        }
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
        return new Command(
                id, Ids.run(cause), probe, target, check, family, spec, tier, cause, 1, dueAt, expiresAt, null);
    }

    /// The same command, which the probe starts later.
    public Command after(Duration delay) {
        return new Command(
                id,
                runId,
                probe,
                target,
                check,
                family,
                spec,
                tier,
                cause,
                attempt,
                dueAt,
                expiresAt,
                delay.toNanos() / 1_000);
    }

    /// The same command, which the probe refuses to start after that.
    public Command goodUntil(Instant last) {
        return new Command(id, runId, probe, target, check, family, spec, tier, cause, attempt, dueAt, last, delayUs);
    }

    /// The order to leave it: the same command, over long before it was due, so that no clock lets it run. A probe cuts
    /// short what it has in hand of it.
    public Command asCancelled() {
        return goodUntil(dueAt.minus(CANCELLED_BEFORE));
    }

    public boolean isCancellation() {
        return expiresAt.isBefore(dueAt);
    }

    /// Whether another one is the order to leave this one. One that is read twice is not.
    public boolean isLeftBy(Command other) {
        return id.equals(other.id) && other.expiresAt.isBefore(expiresAt);
    }

    /// Whether it is of a schedule's slot that ended so long ago that a probe says nothing of it:
    /// escalation-streams tells it as missed, and a result after that would be its second ending. What somebody
    /// ordered once is told however late.
    public boolean longOver(Instant now) {
        return cause instanceof Cause.Scheduled && now.isAfter(expiresAt.plus(TOLD_WITHIN));
    }

    /// The same command, due at another time.
    public Command due(Instant when) {
        return new Command(
                id, runId, probe, target, check, family, spec, tier, cause, attempt, when, expiresAt, delayUs);
    }
}
