package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One decision about a path, with what it stands on.
///
/// @param id       follows from the path, the step and what set it off, so that a repeated decision
///                 is one decision
/// @param at       the broker's time of the record that set it off
/// @param site     of the probe
/// @param target   [#THE_PROBE] where the decision is about the probe itself
/// @param tier     that was ordered, refused, found something or is left
/// @param breach   null where no number decided
/// @param resultId that set it off, null where a time did
/// @param commands ids of the commands that follow from it
/// @param reason   why not, where something was suppressed; empty otherwise
/// @param text     in words with numbers
public record Escalation(
        UUID id,
        Instant at,
        String probe,
        String site,
        String target,
        Step step,
        PathState from,
        PathState to,
        int tier,
        @Nullable Breach breach,
        @Nullable UUID resultId,
        List<UUID> commands,
        String reason,
        String text,
        boolean simulated) {
    /// In place of a target's id.
    public static final String THE_PROBE = "_";

    public Escalation {
        Require.present("id", id);
        at = Require.micros("at", at);
        Require.name("probe", probe);
        Require.name("site", site);
        Require.name("target", target);
        Require.present("step", step);
        Require.present("from", from);
        Require.present("to", to);
        Require.range("tier", tier, 1, 3);
        commands = List.copyOf(commands);
        Require.present("reason", reason);
        Require.present("text", text);
    }

    public PathName path() {
        return new PathName(probe, target);
    }

    /// What was decided.
    public enum Step implements WireName {
        /// A first breach: the path is tested again at once.
        SUSPECTED("suspected"),
        /// The tests that followed did not confirm it.
        DISMISSED("dismissed"),
        /// M of N: the breach is real, the path belongs to an incident from now on.
        CONFIRMED("confirmed"),
        /// A deeper tier was ordered.
        DEEPENED("deepened"),
        /// A deeper tier would have been ordered, but for the reason.
        SUPPRESSED("suppressed"),
        /// Tier 3 waits for somebody's approval.
        AWAITING_APPROVAL("awaiting-approval"),
        /// A test of a deeper tier ended, and this is what it says.
        FOUND("found"),
        /// Another rule is broken too.
        WORSENED("worsened"),
        /// Back within the exit bound, for the first time.
        RECOVERING("recovering"),
        /// Beyond the bound again before it was healthy.
        RELAPSED("relapsed"),
        /// Healthy: clear often enough in a row.
        RECOVERED("recovered"),
        /// Nothing comes from the probe any more.
        FELL_SILENT("fell-silent"),
        /// The probe is heard again.
        HEARD_AGAIN("heard-again"),
        UNKNOWN("unknown");

        private final String wireName;

        Step(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
