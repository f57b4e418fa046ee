package io.waddleperf.api.incidents;

import io.waddleperf.api.access.Sight;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import java.util.List;
import java.util.Optional;

/// An incident as somebody sees it who does not see all its probes: their paths and what happened to
/// these. How far it reaches beyond is not told.
public final class IncidentSight {
    private IncidentSight() {}

    /// Whether nothing of it is kept back.
    public static boolean isWhole(Incident incident, Sight sight) {
        return sight.isWhole()
                || (!incident.members().isEmpty()
                        && incident.members().stream().allMatch(member -> sight.sees(member.probe())));
    }

    /// Nothing where none of its paths is visible.
    public static Optional<Incident> of(Incident incident, Sight sight) {
        if (isWhole(incident, sight)) {
            return Optional.of(incident);
        }
        var members = incident.members().stream()
                .filter(member -> sight.sees(member.probe()))
                .toList();
        return members.isEmpty() ? Optional.empty() : Optional.of(bounded(incident, members, sight));
    }

    private static Incident bounded(Incident incident, List<Incident.Member> members, Sight sight) {
        var chain = incident.chain().stream()
                .filter(entry -> entry.path() != null && sight.sees(entry.path().probe()))
                .toList();
        var waiting = incident.awaitsApproval().stream()
                .filter(path -> sight.sees(path.probe()))
                .toList();
        PathName first = members.getFirst().path();
        int count = members.size();
        var scope = new Incident.Scope(Incident.Scope.Kind.PATH, first.probe() + " → " + first.target(), count, count);
        return new Incident(
                incident.id(),
                incident.revision(),
                incident.state(),
                incident.openedAt(),
                incident.updatedAt(),
                incident.closedAt(),
                scope,
                members,
                "Of an incident that reaches beyond your scope: " + count + (count == 1 ? " path" : " paths")
                        + " of yours",
                incident.severity(),
                "",
                chain,
                0,
                incident.acknowledgedBy(),
                incident.assignee(),
                0,
                waiting,
                incident.mergedInto(),
                null,
                incident.simulated());
    }
}
