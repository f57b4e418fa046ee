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
/// @param text    empty where there is none
/// @param channel that a test is for; null: every channel
record ActionOrder(Kind kind, String text, @Nullable String channel) {
    private static final int MOST_TEXT = 4_000;
    private static final List<Kind> KINDS = List.of(Kind.ACKNOWLEDGE, Kind.APPROVE, Kind.COMMENT, Kind.CLOSE);

    /// @throws ProblemException says everything that is wrong with it
    static ActionOrder read(byte[] json) {
        var body = JsonBody.read(json, List.of("kind", "text"));
        Kind kind = body.required("kind", body.choice("kind", KINDS));
        @Nullable String given = body.text("text");
        String text = given == null ? "" : given.strip();
        body.require(text.length() <= MOST_TEXT, "text", "must be at most " + MOST_TEXT + " characters");
        body.require(kind != Kind.COMMENT || !text.isEmpty(), "text", "must be given, since it is the comment");
        return body.make(() -> new ActionOrder(Objects.requireNonNull(kind), text, null));
    }

    static ActionOrder test(@Nullable String channel) {
        return new ActionOrder(channel == null ? Kind.TEST_NOTIFICATION : Kind.TEST_CHANNEL, "", channel);
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
        return kind == action.kind() && text.equals(action.text()) && Objects.equals(channel, action.channel());
    }
}
