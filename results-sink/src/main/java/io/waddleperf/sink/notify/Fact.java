package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One transition of an incident for one channel: a row of the table `notification`.
///
/// @param occurrence which of several: the revision that brought it, or a count
/// @param incident   as it stood then, shortened to what a message needs
record Fact(Transition transition, long occurrence, String channel, Incident incident) {
    private static final int MOST_MEMBERS = 100;
    private static final int MOST_FOUND = 10;
    private static final String FOUND = "found";

    Fact {
        incident = shortened(incident);
    }

    /// The same for the same news, whenever and by whom it is worked out.
    String key() {
        return String.join("/", incident.id().toString(), transition.wireName(), Long.toString(occurrence), channel);
    }

    UUID id() {
        return incident.id();
    }

    /// The first members, and the newest of what the deeper tests found.
    static Incident shortened(Incident all) {
        var members =
                all.members().subList(0, Math.min(MOST_MEMBERS, all.members().size()));
        var found = new ArrayList<Incident.Entry>();
        for (var entry : all.chain()) {
            if (entry.kind().equals(FOUND)) {
                found.add(entry);
            }
        }
        List<Incident.Entry> newest = found.subList(Math.max(0, found.size() - MOST_FOUND), found.size());
        return new Incident(
                all.id(),
                all.revision(),
                all.state(),
                all.openedAt(),
                all.updatedAt(),
                all.closedAt(),
                all.scope(),
                members,
                all.sentence(),
                all.severity(),
                all.ruleVersion(),
                newest,
                all.chainDropped() + all.chain().size() - newest.size(),
                all.acknowledgedBy(),
                all.assignee(),
                all.suppressed(),
                all.awaitsApproval(),
                all.mergedInto(),
                all.silencedBy(),
                all.simulated());
    }
}
