package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One cause and everything that it broke: open → (update)* → closed.
///
/// @param revision       grows with each event of this incident; the highest is the truth
/// @param closedAt       null until then
/// @param members        the paths that are broken by it, or were
/// @param sentence       in words with numbers
/// @param ruleVersion    `rule@version` of the rule that opened it
/// @param chain          breach → confirmation → tier 2 → tier 3 → recovery, oldest first; at most
///                       [#MOST_CHAIN], the first ones and the newest are kept
/// @param chainDropped   how many entries in between were left out
/// @param acknowledgedBy null where nobody has
/// @param assignee       the account that is to look after it; null: nobody is
/// @param suppressed     how many orders were withheld: the paths for which this incident stands
/// @param awaitsApproval paths whose tier 3 waits for somebody
/// @param mergedInto     the incident that turned out to be the same cause
/// @param silencedBy     the silence that keeps notifications back
/// @param simulated      no packet was sent
public record Incident(
        UUID id,
        long revision,
        State state,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        Scope scope,
        List<Member> members,
        String sentence,
        Severity severity,
        String ruleVersion,
        List<Entry> chain,
        int chainDropped,
        @Nullable String acknowledgedBy,
        @Nullable String assignee,
        int suppressed,
        List<PathName> awaitsApproval,
        @Nullable UUID mergedInto,
        @Nullable String silencedBy,
        boolean simulated) {
    public static final int MOST_CHAIN = 200;
    public static final int MOST_MEMBERS = 1_000;
    public static final int LONGEST_ASSIGNEE = 128;

    public Incident {
        Require.present("id", id);
        Require.present("state", state);
        openedAt = Require.micros("openedAt", openedAt);
        updatedAt = Require.micros("updatedAt", updatedAt);
        closedAt = closedAt == null ? null : Require.micros("closedAt", closedAt);
        Require.present("scope", scope);
        members = List.copyOf(members);
        Require.range("members", members.size(), 0, MOST_MEMBERS);
        Require.present("sentence", sentence);
        Require.present("severity", severity);
        Require.present("ruleVersion", ruleVersion);
        chain = List.copyOf(chain);
        Require.range("chain", chain.size(), 0, MOST_CHAIN);
        awaitsApproval = List.copyOf(awaitsApproval);
        if (assignee != null) {
            Require.range("assignee", assignee.length(), 1, LONGEST_ASSIGNEE);
        }
    }

    /// Whether it goes on.
    public enum State implements WireName {
        OPEN("open"),
        /// All its paths are healthy again; a relapse within a while reopens it.
        RECOVERING("recovering"),
        CLOSED("closed"),
        UNKNOWN("unknown");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// Where the cause lies.
    ///
    /// @param subject the target, probe or site; for a path `probe → target`
    /// @param broken  paths that are broken by it, or were
    /// @param tested  paths within the scope whose state is known since it began
    public record Scope(Kind kind, String subject, int broken, int tested) {
        public Scope {
            Require.present("kind", kind);
            Require.present("subject", subject);
        }

        /// Which kind of thing.
        public enum Kind implements WireName {
            PATH("path"),
            TARGET("target"),
            PROBE("probe"),
            SITE("site"),
            UNKNOWN("unknown");

            private final String wireName;

            Kind(String wireName) {
                this.wireName = wireName;
            }

            @Override
            public String wireName() {
                return wireName;
            }
        }
    }

    /// A path of the incident.
    ///
    /// @param recoveredAt null while it is broken
    /// @param behind      the target that it depends on and that is broken itself
    public record Member(
            String probe,
            String site,
            String target,
            PathState state,
            Instant since,
            @Nullable Instant recoveredAt,
            @Nullable String behind) {
        public Member {
            Require.name("probe", probe);
            Require.name("site", site);
            Require.name("target", target);
            Require.present("state", state);
            since = Require.micros("since", since);
            recoveredAt = recoveredAt == null ? null : Require.micros("recoveredAt", recoveredAt);
        }

        public PathName path() {
            return new PathName(probe, target);
        }
    }

    /// One link of the story.
    ///
    /// @param kind   a step of the escalation, or what somebody did
    /// @param breach the numbers and the rule, null where none decided
    /// @param by     who, null where it was a rule
    public record Entry(
            Instant at,
            String kind,
            int tier,
            @Nullable PathName path,
            @Nullable UUID resultId,
            @Nullable Breach breach,
            String text,
            @Nullable String by) {
        public Entry {
            at = Require.micros("at", at);
            Require.present("kind", kind);
            Require.present("text", text);
        }
    }
}
