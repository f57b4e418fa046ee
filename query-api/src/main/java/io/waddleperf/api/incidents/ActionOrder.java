package io.waddleperf.api.incidents;

import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.IncidentAction.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What somebody wants done with an incident.
///
/// @param text     empty where there is none
/// @param channel  that a test is for; null: every channel
/// @param assignee of an assignment, empty: nobody any more; null: it is none
record ActionOrder(
        Kind kind,
        String text,
        @Nullable String channel,
        @Nullable String assignee) {
    private static final int MOST_TEXT = 4_000;
    private static final List<Kind> KINDS =
            List.of(Kind.ACKNOWLEDGE, Kind.ASSIGN, Kind.APPROVE, Kind.COMMENT, Kind.CLOSE);

    /// @throws ProblemException says everything that is wrong with it
    static ActionOrder read(byte[] json) {
        var body = JsonBody.read(json, List.of("kind", "text", "assignee"));
        Kind kind = body.required("kind", body.choice("kind", KINDS));
        @Nullable String given = body.text("text");
        String text = given == null ? "" : given.strip();
        body.require(text.length() <= MOST_TEXT, "text", "must be at most " + MOST_TEXT + " characters");
        body.require(kind != Kind.COMMENT || !text.isEmpty(), "text", "must be given, since it is the comment");
        @Nullable String assignee = body.text("assignee");
        body.require(
                kind != Kind.ASSIGN || assignee != null,
                "assignee",
                "must be given: the name of an account, or empty for nobody any more");
        body.require(kind == Kind.ASSIGN || assignee == null, "assignee", "is only for the kind assign");
        return body.make(() -> new ActionOrder(Objects.requireNonNull(kind), text, null, assignee));
    }

    static ActionOrder test(@Nullable String channel) {
        return new ActionOrder(channel == null ? Kind.TEST_NOTIFICATION : Kind.TEST_CHANNEL, "", channel, null);
    }

    static ActionOrder of(IncidentAction action) {
        return new ActionOrder(action.kind(), action.text(), action.channel(), action.assignee());
    }

    /// @throws ProblemException where it makes no sense as the incident is now
    void requireFits(Incident incident) {
        if (incident.state() == Incident.State.CLOSED) {
            String where = incident.mergedInto() == null ? "" : "; it went on as " + incident.mergedInto();
            throw conflict("the incident is closed" + where);
        }
        if (kind == Kind.APPROVE && incident.awaitsApproval().isEmpty()) {
            throw conflict("no path of the incident waits for an approval");
        }
    }

    private static ProblemException conflict(String why) {
        return ProblemException.of(ProblemKind.CONFLICT, why);
    }

    boolean same(IncidentAction action) {
        return equals(of(action));
    }
}
