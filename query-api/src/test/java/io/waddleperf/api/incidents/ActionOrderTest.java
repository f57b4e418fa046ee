package io.waddleperf.api.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.State;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.IncidentAction.Kind;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Severity;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ActionOrderTest {
    private static Incident incident(State state, List<PathName> awaiting, @Nullable UUID mergedInto) {
        return new Incident(
                new UUID(1, 1),
                1,
                state,
                Samples.AT,
                Samples.AT,
                null,
                new Incident.Scope(Incident.Scope.Kind.TARGET, "web", 1, 1),
                List.of(),
                "web is slow",
                Severity.WARNING,
                "default-rtt@1",
                List.of(),
                0,
                null,
                null,
                0,
                awaiting,
                mergedInto,
                null,
                false);
    }

    private static ProblemException refusal(Kind kind, Incident incident) {
        return assertThrows(ProblemException.class, () -> new ActionOrder(kind, "x", null, null).requireFits(incident));
    }

    @Test
    void needsAPathThatWaitsToApprove() {
        var path = new PathName("local", "web");
        new ActionOrder(Kind.APPROVE, "", null, null).requireFits(incident(State.OPEN, List.of(path), null));
        assertEquals(
                ProblemKind.CONFLICT,
                refusal(Kind.APPROVE, incident(State.OPEN, List.of(), null)).kind());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ACKNOWLEDGE", "ASSIGN", "COMMENT", "CLOSE", "APPROVE"})
    void takesNothingForAClosedIncidentAndSaysWhereItWentOn(Kind kind) {
        var merged = incident(State.CLOSED, List.of(new PathName("local", "web")), new UUID(2, 2));
        var refusal = refusal(kind, merged);
        assertEquals(ProblemKind.CONFLICT, refusal.kind());
        assertTrue(String.valueOf(refusal.getMessage()).contains(new UUID(2, 2).toString()));
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"OPEN", "RECOVERING"})
    void takesTheRestWhileItGoesOn(State state) {
        for (Kind kind : List.of(Kind.ACKNOWLEDGE, Kind.ASSIGN, Kind.COMMENT, Kind.CLOSE)) {
            new ActionOrder(kind, "x", null, null).requireFits(incident(state, List.of(), null));
        }
    }

    @Test
    void refusesATextThatTheContractWouldRefuse() {
        byte[] body =
                ("{\"kind\":\"comment\",\"text\":\"" + "x".repeat(4_001) + "\"}").getBytes(StandardCharsets.UTF_8);
        var errors = assertThrows(ProblemException.class, () -> ActionOrder.read(body))
                .errors();
        assertEquals("text", errors.getFirst().field());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"kind":"assign"}                      | must be given
                    {"kind":"assign","assignee":7}         | must be
                    {"kind":"close","assignee":"ada"}      | is only for the kind assign
                    """)
    void refusesAnAssigneeThatIsMissingOrOutOfPlace(String body, String why) {
        var errors = assertThrows(ProblemException.class, () -> ActionOrder.read(body.getBytes(StandardCharsets.UTF_8)))
                .errors();
        assertEquals("assignee", errors.getFirst().field());
        assertTrue(errors.getFirst().detail().startsWith(why), errors.getFirst()::detail);
    }

    @Test
    void isAnotherOneWithAnotherAssignee() {
        var order = ActionOrder.read("{\"kind\":\"assign\",\"assignee\":\"ada\"}".getBytes(StandardCharsets.UTF_8));
        var action = new IncidentAction(
                new UUID(1, 1), new UUID(1, 2), Kind.ASSIGN, "operator", Samples.AT, "", null, "ada");
        assertTrue(order.same(action));
        assertFalse(new ActionOrder(Kind.ASSIGN, "", null, "").same(action));
    }
}
