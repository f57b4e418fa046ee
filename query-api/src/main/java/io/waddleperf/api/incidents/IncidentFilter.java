package io.waddleperf.api.incidents;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.sql.NewestFirst;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.WireName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which incidents are wanted; null or empty: all.
///
/// @param probe    of a path that it broke
/// @param target   of the same path
/// @param assignee who is to look after it
/// @param part     by the time at which they opened
record IncidentFilter(
        Set<Incident.State> states,
        Set<Severity> severities,
        Incident.Scope.@Nullable Kind scope,
        @Nullable String subject,
        @Nullable String probe,
        @Nullable String target,
        @Nullable String assignee,
        NewestFirst part) {
    private static final NewestFirst.Order ORDER =
            new NewestFirst.Order("incidents", "opened_at", List.of("incident_id"));
    private static final int LONGEST_SUBJECT = 512;

    static IncidentFilter of(Parameters query) {
        var filter = new IncidentFilter(
                query.choices("state", Parameters.known(Incident.State.values())),
                query.choices("severity", Parameters.known(Severity.values())),
                query.choice("scope", Parameters.known(Incident.Scope.Kind.values())),
                query.text("subject", LONGEST_SUBJECT),
                query.name("probe"),
                query.name("target"),
                query.text("assignee", Incident.LONGEST_ASSIGNEE),
                NewestFirst.of(ORDER, query));
        query.check();
        return filter;
    }

    /// Of a caller who does not see everything, all conditions hold for a path that they see: else the
    /// answer would tell of others.
    Sql sql(Sight sight) {
        Sql sql = Sql.of("SELECT opened_at, incident_id, document FROM incident WHERE TRUE");
        addAny(sql, "state", states);
        addAny(sql, "severity", severities);
        sql.addIf(scope == null ? null : scope.wireName(), " AND scope_kind = ?")
                .addIf(subject, " AND scope_subject = ?")
                .addIf(assignee, " AND assignee = ?");
        if (probe != null || target != null || !sight.isWhole()) {
            sql.add(" AND incident_id IN (SELECT incident_id FROM incident_member WHERE TRUE")
                    .addIf(probe, " AND probe = ?")
                    .addIf(target, " AND target = ?")
                    .add(sight.condition("probe"))
                    .add(")");
        }
        if (!sight.isWhole() && (subject != null || scope != null)) {
            sql.add(" AND incident_id NOT IN (SELECT incident_id FROM incident_member WHERE NOT (TRUE")
                    .add(sight.condition("probe"))
                    .add("))");
        }
        return sql;
    }

    private static void addAny(Sql sql, String column, Collection<? extends WireName> choices) {
        if (!choices.isEmpty()) {
            sql.add(" AND " + column + " IN ")
                    .addList(choices.stream().map(WireName::wireName).toList());
        }
    }
}
