package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.sink.notify.Known.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is new about an incident: compares a revision with what people believe.
///
/// | people believe | the revision is | they are told |
/// |---|---|---|
/// | nothing | open, recovering | opened |
/// | nothing | closed | closed, since nobody heard of its beginning |
/// | open | raised, wider, twice as many paths | changed |
/// | not acknowledged | acknowledged | acknowledged |
/// | open | recovering | recovering |
/// | recovering, closed | open | reopened |
/// | not closed | closed | closed |
/// | not closed | merged into another | merged |
///
/// A silenced revision tells nobody and changes no belief; when the silence has ended, what is left
/// of the difference is told.
final class Transitions {
    /// What is older than this is no news to those who were told nothing of it, as after a start with an
    /// empty database.
    static final Duration OLD = Duration.ofHours(24);

    private Transitions() {}

    /// What follows from a revision.
    ///
    /// @param silenced they would have been told of it, but for the silence
    record Step(Known next, List<Transition> told, boolean silenced) {}

    /// @param known null where the incident is new to us
    /// @param heard channels that were told of it: an end that comes late ends it there all the same
    static Step of(@Nullable Known known, Incident revision, Set<String> heard, Instant now) {
        if (known != null && revision.revision() <= known.newest().revision()) {
            return new Step(known, List.of(), false); // it came again
        }
        @Nullable Told told = known == null ? null : known.told();
        if (heard.isEmpty() && revision.updatedAt().isBefore(now.minus(OLD))) {
            return new Step(new Known(revision, Told.of(revision)), List.of(), false);
        }
        var transitions = between(told, revision);
        if (transitions.isEmpty()) {
            return new Step(new Known(revision, told), List.of(), false);
        }
        if (revision.silencedBy() != null) {
            return silenced(known, told, revision, transitions);
        }
        return new Step(new Known(revision, Told.of(revision)), transitions, false);
    }

    /// Recorded once, not with each revision of a silenced incident.
    private static Step silenced(
            @Nullable Known known, @Nullable Told told, Incident revision, List<Transition> transitions) {
        boolean recorded = known != null
                && known.newest().silencedBy() != null
                && between(told, known.newest()).equals(transitions);
        return new Step(new Known(revision, told), recorded ? List.of() : transitions, true);
    }

    private static List<Transition> between(@Nullable Told told, Incident revision) {
        if (revision.mergedInto() != null) {
            return told == null || told.state() == Incident.State.CLOSED ? List.of() : List.of(Transition.MERGED);
        }
        return switch (revision.state()) {
            case CLOSED ->
                told != null && told.state() == Incident.State.CLOSED ? List.of() : List.of(Transition.CLOSED);
            case OPEN, RECOVERING -> told == null ? opened(revision) : goesOn(told, revision);
            case UNKNOWN -> List.of();
        };
    }

    private static List<Transition> opened(Incident revision) {
        return revision.acknowledgedBy() == null
                ? List.of(Transition.OPENED)
                : List.of(Transition.OPENED, Transition.ACKNOWLEDGED);
    }

    private static List<Transition> goesOn(Told told, Incident revision) {
        var transitions = new ArrayList<Transition>();
        if (told.state() != Incident.State.OPEN && revision.state() == Incident.State.OPEN) {
            transitions.add(Transition.REOPENED);
        } else if (told.state() == Incident.State.OPEN && revision.state() == Incident.State.RECOVERING) {
            transitions.add(Transition.RECOVERING);
        } else if (worse(told, Told.of(revision))) {
            transitions.add(Transition.CHANGED);
        }
        if (!told.acknowledged() && revision.acknowledgedBy() != null) {
            transitions.add(Transition.ACKNOWLEDGED);
        }
        return List.copyOf(transitions);
    }

    /// One more path of many is no news.
    private static boolean worse(Told before, Told now) {
        return now.severity() > before.severity()
                || now.width() > before.width()
                || now.broken() >= 2 * Math.max(1, before.broken());
    }
}
