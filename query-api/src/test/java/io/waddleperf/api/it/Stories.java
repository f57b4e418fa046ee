package io.waddleperf.api.it;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.SqlValues;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Decisions and incidents for tests, and their way into the tables as the sink goes it.
record Stories(DataSource database) {
    static Breach breach(Result result) {
        return new Breach(
                result.id(),
                result.check(),
                result.family(),
                result.tier(),
                Metric.RTT_MEAN_US.wireName(),
                140_000.5,
                100_000,
                "default-rtt",
                1,
                Severity.WARNING);
    }

    static Escalation decision(PathName path, Step step, PathState from, PathState to, Instant at) {
        return new Escalation(
                Ids.uuid("escalation", path.toString(), step.wireName(), at.toString()),
                at,
                path.probe(),
                "home",
                path.target(),
                step,
                from,
                to,
                1,
                null,
                null,
                List.of(),
                "",
                "because",
                false);
    }

    static Incident incident(
            String name, Incident.State state, Instant openedAt, List<PathName> paths, List<Incident.Entry> chain) {
        var members = paths.stream()
                .map(path -> new Incident.Member(
                        path.probe(), "home", path.target(), PathState.DIAGNOSING, openedAt, null, null))
                .toList();
        return new Incident(
                Ids.uuid("incident", name),
                3,
                state,
                openedAt,
                openedAt.plusSeconds(5),
                state == Incident.State.CLOSED ? openedAt.plusSeconds(60) : null,
                new Incident.Scope(Incident.Scope.Kind.TARGET, name, paths.size(), paths.size()),
                members,
                name + " is slow",
                Severity.WARNING,
                "default-rtt@1",
                chain,
                0,
                null,
                null,
                0,
                List.of(),
                null,
                null,
                false);
    }

    static Incident assigned(Incident incident, String assignee) {
        return next(incident, assignee, incident.awaitsApproval());
    }

    /// Each of its paths waits for somebody to approve its tier 3.
    static Incident waiting(Incident incident) {
        var paths = incident.members().stream()
                .map(member -> new PathName(member.probe(), member.target()))
                .toList();
        return next(incident, incident.assignee(), paths);
    }

    private static Incident next(Incident incident, @Nullable String assignee, List<PathName> awaitsApproval) {
        return new Incident(
                incident.id(),
                incident.revision() + 1,
                incident.state(),
                incident.openedAt(),
                incident.updatedAt(),
                incident.closedAt(),
                incident.scope(),
                incident.members(),
                incident.sentence(),
                incident.severity(),
                incident.ruleVersion(),
                incident.chain(),
                incident.chainDropped(),
                incident.acknowledgedBy(),
                assignee,
                incident.suppressed(),
                awaitsApproval,
                incident.mergedInto(),
                incident.silencedBy(),
                incident.simulated());
    }

    void store(Escalation decision) throws SQLException {
        run(
                "INSERT INTO escalation (escalation_id, at, probe, site, target, step, from_state, to_state, tier,"
                        + " reason, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                decision.id(),
                decision.at(),
                decision.probe(),
                decision.site(),
                decision.target(),
                decision.step(),
                decision.from(),
                decision.to(),
                decision.tier(),
                decision.reason(),
                WireCodec.text(decision));
    }

    void store(Incident incident) throws SQLException {
        run(
                "REPLACE INTO incident (incident_id, revision, state, opened_at, updated_at, closed_at, scope_kind,"
                        + " scope_subject, severity, members, assignee, sentence, document)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                incident.id(),
                incident.revision(),
                incident.state(),
                incident.openedAt(),
                incident.updatedAt(),
                incident.closedAt(),
                incident.scope().kind(),
                incident.scope().subject(),
                incident.severity(),
                incident.members().size(),
                incident.assignee(),
                incident.sentence(),
                WireCodec.text(incident));
        for (Incident.Member member : incident.members()) {
            run(
                    "INSERT IGNORE INTO incident_member (incident_id, probe, target) VALUES (?, ?, ?)",
                    incident.id(),
                    member.probe(),
                    member.target());
        }
    }

    /// As the notifier leaves it after one attempt.
    void notified(Incident incident, String transition, String channel, String state, Instant at, String error)
            throws SQLException {
        run(
                "INSERT INTO notification (dedup_key, incident_id, revision, transition, occurrence, channel, group_id,"
                        + " group_key, state, attempts, next_attempt_at, last_error, created_at, sent_at, document)"
                        + " VALUES (?, ?, ?, ?, 1, ?, ?, 'all', ?, 1, ?, ?, ?, ?, '{}')",
                incident.id() + "/" + transition + "/1/" + channel,
                incident.id(),
                incident.revision(),
                transition,
                channel,
                incident.id(),
                state,
                at.plusSeconds(30),
                error,
                at,
                state.equals("sent") ? at.plusSeconds(1) : null);
    }

    void store(RunEvent event) throws SQLException {
        var about = event.subject();
        run(
                "INSERT INTO run_event (run_id, event_id, command_id, probe, kind, at, detail, stored_at, target,"
                        + " check_name, tier, schedule, due_at, incident_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                event.runId(),
                event.id(),
                event.commandId(),
                event.probe(),
                event.kind(),
                event.at(),
                event.detail(),
                event.at(),
                about == null ? null : about.target(),
                about == null ? null : about.check(),
                about == null ? null : about.tier(),
                about == null ? null : about.schedule(),
                about == null ? null : about.dueAt(),
                about == null ? null : about.incident());
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, column(values[i]));
            }
            statement.executeUpdate();
        }
    }

    private static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case Instant at -> SqlValues.utc(at);
            case UUID id -> SqlValues.bytes(id);
            case WireName name -> name.wireName();
            case null, default -> value;
        };
    }
}
