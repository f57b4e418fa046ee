package io.waddleperf.sink.notify;

import static io.waddleperf.sink.notify.Transition.ACKNOWLEDGED;
import static io.waddleperf.sink.notify.Transition.CHANGED;
import static io.waddleperf.sink.notify.Transition.CLOSED;
import static io.waddleperf.sink.notify.Transition.MERGED;
import static io.waddleperf.sink.notify.Transition.OPENED;
import static io.waddleperf.sink.notify.Transition.RECOVERING;
import static io.waddleperf.sink.notify.Transition.REOPENED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.Scope.Kind;
import io.waddleperf.contracts.Severity;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is new about an incident.
class TransitionsTest {
    private final Incidents incident = Incidents.sample();
    private @Nullable Known known;

    @Test
    void tellsTheWholeLifeOfAnIncident() {
        assertEquals(List.of(OPENED), told(incident.open()));
        assertEquals(List.of(CHANGED), told(incident.severity(Severity.CRITICAL)));
        assertEquals(List.of(ACKNOWLEDGED), told(incident.acknowledged("operator")));
        assertEquals(List.of(RECOVERING), told(incident.state(Incident.State.RECOVERING)));
        assertEquals(List.of(REOPENED), told(incident.open()));
        assertEquals(List.of(RECOVERING), told(incident.state(Incident.State.RECOVERING)));
        assertEquals(List.of(CLOSED), told(incident.closed()));
        assertEquals(List.of(REOPENED), told(incident.open()));
    }

    @Test
    void saysNothingOfWhatComesAgainOrIsOlder() {
        var first = incident.open();
        var second = incident.severity(Severity.CRITICAL);
        told(first);
        told(second);
        assertEquals(List.of(), told(second));
        assertEquals(List.of(), told(first));
        assertEquals(2, known().newest().revision());
    }

    @Test
    void saysNothingOfOneMorePathButOfTwiceAsManyAndOfAWiderScope() {
        told(incident.scope(Kind.TARGET, "web", 4));
        assertEquals(List.of(), told(incident.scope(Kind.TARGET, "web", 5)));
        assertEquals(List.of(), told(incident.scope(Kind.TARGET, "web", 7)));
        assertEquals(List.of(CHANGED), told(incident.scope(Kind.TARGET, "web", 8)));
        assertEquals(List.of(CHANGED), told(incident.scope(Kind.SITE, "home", 8)));
        assertEquals(List.of(), told(incident.scope(Kind.TARGET, "web", 8)));
    }

    @Test
    void saysNothingWhereSeverityFalls() {
        told(incident.severity(Severity.CRITICAL));
        assertEquals(List.of(), told(incident.severity(Severity.WARNING)));
    }

    @Test
    void tellsOfAnEndWhoseBeginningNobodyHeardOf() {
        assertEquals(List.of(CLOSED), told(incident.closed()));
        assertEquals(List.of(), told(incident.next()));
    }

    @Test
    void endsQuietlyWhatWasMergedAndNeverMentionsWhatNobodyHeardOf() {
        var other = new UUID(1, 2);
        told(incident.open());
        assertEquals(List.of(MERGED), told(incident.merged(other)));
        assertEquals(List.of(), told(incident.next()));
        known = null;
        assertEquals(List.of(), told(incident.next()));
    }

    @Test
    void recordsWhatIsSilencedOnceAndTellsItWhenTheSilenceEnds() {
        var step = step(incident.silenced("night"));
        assertTrue(step.silenced());
        assertEquals(List.of(OPENED), step.told());
        assertNull(known().told());
        assertEquals(List.of(), told(incident.next()));
        step = step(incident.silenced(null));
        assertFalse(step.silenced());
        assertEquals(List.of(OPENED), step.told());
    }

    @Test
    void keepsWhatPeopleBelieveWhileItIsSilenced() {
        told(incident.open());
        var step = step(incident.silenced("night"));
        assertEquals(List.of(), step.told());
        step = step(incident.severity(Severity.CRITICAL));
        assertTrue(step.silenced());
        assertEquals(List.of(CHANGED), step.told());
        assertEquals(List.of(CHANGED), told(incident.silenced(null)));
    }

    @Test
    void takesWhatIsADayOldForKnown() {
        var revision = incident.open();
        var step = Transitions.of(
                null,
                revision,
                Set.of(),
                revision.updatedAt().plus(Transitions.OLD).plusMillis(1));
        assertEquals(List.of(), step.told());
        known = step.next();
        assertEquals(List.of(CLOSED), told(incident.closed()));
    }

    @Test
    void tellsOfAnEndThatIsADayOldWhereverTheBeginningWasTold() {
        told(incident.open());
        var closed = incident.closed();
        var late = closed.updatedAt().plus(Transitions.OLD).plusMillis(1);
        assertEquals(
                List.of(CLOSED),
                Transitions.of(known, closed, Set.of("hook"), late).told());
        // as when a topic is read again from its beginning
        assertEquals(List.of(), Transitions.of(known, closed, Set.of(), late).told());
    }

    private List<Transition> told(Incident revision) {
        return step(revision).told();
    }

    private Transitions.Step step(Incident revision) {
        var step = Transitions.of(known, revision, Set.of(), revision.updatedAt());
        known = step.next();
        return step;
    }

    private Known known() {
        return java.util.Objects.requireNonNull(known);
    }
}
