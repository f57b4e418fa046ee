package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An incident in the making, for tests: each change is another revision.
final class Incidents {
    static final Instant AT = Instant.parse("2026-11-23T02:42:00Z");
    static final UUID ID = UUID.fromString("01234567-89ab-8def-8123-456789abcdef");

    private final UUID id;
    private Instant at;
    private long revision;
    private Incident.State state = Incident.State.OPEN;
    private Incident.Scope scope = new Incident.Scope(Incident.Scope.Kind.TARGET, "web", 1, 2);
    private String sentence = "web is slow from 1 of 2 probes: mean RTT 140 ms, bound 100 ms";
    private Severity severity = Severity.WARNING;
    private List<Incident.Entry> chain = List.of();
    private @Nullable String acknowledgedBy;
    private @Nullable String assignee;
    private @Nullable UUID mergedInto;
    private @Nullable String silencedBy;

    Incidents(UUID id, Instant at) {
        this.id = id;
        this.at = at;
    }

    static Incidents sample() {
        return new Incidents(ID, AT);
    }

    Incident state(Incident.State next) {
        state = next;
        return next();
    }

    Incident open() {
        return state(Incident.State.OPEN);
    }

    Incident closed() {
        return state(Incident.State.CLOSED);
    }

    Incident severity(Severity next) {
        severity = next;
        return next();
    }

    Incident scope(Incident.Scope.Kind kind, String subject, int broken) {
        scope = new Incident.Scope(kind, subject, broken, Math.max(broken, 10));
        return next();
    }

    Incident acknowledged(String by) {
        acknowledgedBy = by;
        return next();
    }

    Incident assigned(String whom) {
        assignee = whom;
        return next();
    }

    Incident merged(UUID into) {
        mergedInto = into;
        return closed();
    }

    Incident silenced(@Nullable String by) {
        silencedBy = by;
        return next();
    }

    Incidents says(String text) {
        sentence = text;
        return this;
    }

    Incidents found(String... texts) {
        var entries = new ArrayList<Incident.Entry>();
        for (var text : texts) {
            entries.add(new Incident.Entry(AT, "found", 2, new PathName("local", "web"), null, null, text, null));
        }
        chain = entries;
        return this;
    }

    Incident next() {
        revision++;
        at = at.plusSeconds(5);
        return new Incident(
                id,
                revision,
                state,
                AT.isBefore(at.minusSeconds(86_400)) ? at.minusSeconds(revision * 5) : AT,
                at,
                state == Incident.State.CLOSED ? at : null,
                scope,
                members(),
                sentence,
                severity,
                "default-rtt@1",
                chain,
                0,
                acknowledgedBy,
                assignee,
                0,
                List.of(),
                mergedInto,
                silencedBy,
                false);
    }

    private List<Incident.Member> members() {
        return IntStream.range(0, scope.broken())
                .mapToObj(i -> new Incident.Member(
                        i == 0 ? "local" : "probe-" + i,
                        i == 0 ? "home" : "site-" + i,
                        "web",
                        PathState.DIAGNOSING,
                        AT,
                        null,
                        null))
                .toList();
    }
}
