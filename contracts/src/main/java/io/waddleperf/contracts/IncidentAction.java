package io.waddleperf.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody did something with an incident.
///
/// @param id       from the request, so that a repeated one is done once
/// @param text     a comment; empty where there is none
/// @param channel  that a test is for; null where it is for none alone
/// @param assignee the account that is to look after it; empty: nobody any more; null where it is no assignment
public record IncidentAction(
        UUID id,
        UUID incident,
        Kind kind,
        String by,
        Instant at,
        String text,
        @Nullable String channel,
        @Nullable String assignee) {
    public IncidentAction {
        Require.present("id", id);
        Require.present("incident", incident);
        Require.present("kind", kind);
        Require.present("by", by);
        at = Require.micros("at", at);
        Require.present("text", text);
        Require.range("text", text.length(), 0, 4_000);
        if (channel != null) {
            Channel.requireId("channel", channel);
        }
        Require.that(
                kind != Kind.ASSIGN || assignee != null, "assignee", assignee, "must be given, be it empty: nobody");
        if (assignee != null) {
            Require.range("assignee", assignee.length(), 0, Incident.LONGEST_ASSIGNEE);
        }
    }

    /// What.
    public enum Kind implements WireName {
        /// Somebody looks at it: no more reminders.
        ACKNOWLEDGE("acknowledge"),
        /// Somebody is to look after it, or nobody any more. Whoever does not know this kind tells it as unknown.
        ASSIGN("assign"),
        /// Tier 3 may run on the paths that wait for it.
        APPROVE("approve"),
        COMMENT("comment"),
        /// Taken for done. A path that still breaches opens another one.
        CLOSE("close"),
        /// Belongs to no incident: a notification to all channels, to see that it arrives.
        TEST_NOTIFICATION("test-notification"),
        /// To one channel. A kind of its own, since a notifier that does not know it must not tell all.
        TEST_CHANNEL("test-channel"),
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
