package io.waddleperf.policy;

import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Feature;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.Entry;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.PathStory;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Every open path in view: one cause is one incident.
///
/// Events are taken as they come; once a second of the broker's time ([#tick]) paths are grouped,
/// and what changed is told. Not safe for threads. Its state can be stored piece by piece
/// ([#stories], the incidents and the `Watching` reports as they were told) and restored.
public final class IncidentBook {
    private static final String BY_RULE = "rule";
    private static final int LOOK_SECONDS = 10;

    private final IncidentSettings settings;
    private final Topography topography = new Topography();
    private final Map<PathName, PathStory> stories =
            new TreeMap<>(java.util.Comparator.comparing(PathName::probe).thenComparing(PathName::target));
    private final Cases cases = new Cases();
    private final Set<PathName> touched = new HashSet<>();
    private final List<PathOrder> orders = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private Entitlements entitlements = Entitlements.ALL;
    private boolean moved = true;

    public IncidentBook(IncidentSettings settings) {
        this.settings = settings;
    }

    // --- restoring -----------------------------------------------------------------------------------

    public void restore(PathStory story) {
        stories.put(story.path(), story);
        if (story.state() == PathState.SILENT && story.target().equals(Escalation.THE_PROBE)) {
            topography.silence(story.probe(), true);
        }
    }

    public void restore(Incident told) {
        if (told.state() != Incident.State.CLOSED) {
            cases.put(Case.of(told));
        }
    }

    /// The stories that changed since this was last asked; empty for one that is over.
    public Map<PathName, Optional<PathStory>> stories() {
        var changed = new java.util.HashMap<PathName, Optional<PathStory>>();
        touched.forEach(path -> changed.put(path, Optional.ofNullable(stories.get(path))));
        touched.clear();
        return changed;
    }

    // --- what comes in ---------------------------------------------------------------------------------

    /// @param event a [PathReport], an [IncidentAction], or other [Entitlements]
    public void on(Object event) {
        switch (event) {
            case IncidentAction action -> on(action);
            case Entitlements other -> {
                moved = moved || !other.withheld().equals(entitlements.withheld());
                entitlements = other;
            }
            case PathReport.Watching watching -> {
                moved = true;
                topography.put(watching);
            }
            case PathReport.Decided decided -> on(decided.escalation());
            case PathReport.Seen seen -> seen(seen);
            default -> {} // ticks come by their own method
        }
    }

    private void seen(PathReport.Seen seen) {
        PathName path = new PathName(seen.probe(), seen.target());
        if (seen.well()) {
            PathStory known = stories.get(path);
            put(
                    known == null
                            ? new PathStory(
                                    seen.probe(),
                                    topography.site(seen.probe()),
                                    seen.target(),
                                    PathState.HEALTHY,
                                    seen.at(),
                                    null,
                                    List.of(),
                                    null,
                                    seen.at(),
                                    false)
                            : Stories.wellAt(known, seen.at()));
        }
    }

    private void on(Escalation step) {
        if (step.target().equals(Escalation.THE_PROBE)) {
            topography.silence(step.probe(), step.to() == PathState.SILENT);
        }
        PathStory known = stories.get(step.path());
        if (!Stories.goesOn(known, step)) {
            return; // the end of a story that somebody closed by hand
        }
        PathStory before = openedIfOver(known, step);
        PathStory after = Stories.after(before, step);
        put(after);
        caseOf(after).ifPresentOrElse(one -> told(one, after, step), () -> {
            if (!after.broken() && after.state() != PathState.SUSPECT) {
                forget(after); // it was never confirmed, and is over
            }
        });
        if (step.step() == Escalation.Step.CONFIRMED) {
            compare(step);
        }
    }

    /// A path that is well again before it was grouped has had its incident all the same.
    private @Nullable PathStory openedIfOver(@Nullable PathStory before, Escalation step) {
        if (before != null
                && before.broken()
                && before.incident() == null
                && !step.to().open()) {
            grouping().alone(before, step.at());
            return stories.get(before.path());
        }
        return before;
    }

    private Grouping grouping() {
        return new Grouping(topography, stories, cases, settings, entitlements, this::joined);
    }

    /// A step on a path that belongs to an incident.
    private void told(Case one, PathStory story, Escalation step) {
        Entry entry = Stories.entry(step);
        one.add(entry);
        one.follow(story.path(), entry);
        if (step.step() == Escalation.Step.SUPPRESSED) {
            events.add(Stories.withheld(story, entry, one.id()));
        }
        if (story.broken()) {
            one.moved(story.path(), story.state());
        } else {
            one.recovered(story.path(), step.at());
            forget(story);
        }
    }

    /// @return whether there was something to be done
    public boolean on(IncidentAction action) {
        Case one = cases.get(action.incident());
        if (one == null) {
            return false;
        }
        one.add(new Entry(action.at(), action.kind().wireName(), 1, null, null, null, words(action), action.by()));
        switch (action.kind()) {
            case ACKNOWLEDGE -> one.acknowledge(action.by());
            case ASSIGN -> one.assign(assignee(action));
            case APPROVE ->
                one.awaiting()
                        .forEach(path -> order(path, PathOrder.Kind.APPROVE, action.id(), action.at(), action.by()));
            case CLOSE -> {
                one.active()
                        .forEach(member ->
                                order(member.path(), PathOrder.Kind.CLOSE, action.id(), action.at(), action.by()));
                one.active().forEach(member -> leave(one, member.path(), action.at()));
                one.close(action.at(), null);
            }
            case COMMENT, TEST_NOTIFICATION, TEST_CHANNEL, UNKNOWN -> {}
        }
        return true;
    }

    private static @Nullable String assignee(IncidentAction action) {
        String whom = action.assignee();
        return whom == null || whom.isEmpty() ? null : whom;
    }

    /// What somebody said of it; of an assignment whom to, before that.
    private static String words(IncidentAction action) {
        if (action.kind() != IncidentAction.Kind.ASSIGN) {
            return action.text();
        }
        String whom = assignee(action);
        String to = whom == null ? "to nobody" : "to " + whom;
        return action.text().isEmpty() ? to : to + ": " + action.text();
    }

    private void leave(Case one, PathName path, Instant at) {
        one.recovered(path, at);
        PathStory story = stories.get(path);
        if (story != null) {
            forget(story);
        }
    }

    private void order(PathName path, PathOrder.Kind kind, UUID cause, Instant at, String by) {
        UUID id = Ids.uuid("path-order", kind.wireName(), cause.toString(), path.probe(), path.target());
        orders.add(new PathOrder(id, path.probe(), path.target(), kind, at, by, null, null));
    }

    /// Asks other probes that watch the target: from the same site first, then from others in turn.
    private void compare(Escalation confirmed) {
        var breach = confirmed.breach();
        PathStory story = stories.get(confirmed.path());
        if (breach == null || story == null || cases.covering(story).isPresent()) {
            return; // it is explained already
        }
        if (entitlements.objection(Feature.ANALYSIS).isPresent()) {
            return;
        }
        Comparisons.choose(topography, stories, confirmed.path(), settings.comparisons())
                .forEach(probe -> {
                    UUID id =
                            Ids.uuid("path-order", "compare", breach.resultId().toString(), probe);
                    orders.add(new PathOrder(
                            id,
                            probe,
                            confirmed.target(),
                            PathOrder.Kind.COMPARE,
                            confirmed.at(),
                            BY_RULE,
                            breach.resultId(),
                            breach.check()));
                });
    }

    // --- once a second -----------------------------------------------------------------------------------

    /// Groups, recovers, closes and tells.
    ///
    /// @param now the broker's time
    public IncidentChanges tick(Instant now, Collection<Silence> silences) {
        if (stories.isEmpty() && cases.isEmpty()) {
            return orders(); // as nearly always
        }
        // while nothing moves, time alone changes little: comparisons that count by now
        boolean look = moved || now.getEpochSecond() % LOOK_SECONDS == 0;
        if (look) {
            moved = grouping().group(now);
        }
        var told = new ArrayList<Incident>();
        for (Case one : cases.all()) {
            settle(one, now);
            one.silenced(Stories.silencedBy(one, topography, silences, now));
            if (look) {
                Grouping.count(one, topography, stories, now);
            }
            boolean dueForNumbers =
                    one.saysOtherNumbers() && !now.isBefore(one.updatedAt().plusSeconds(LOOK_SECONDS));
            if (one.news() || dueForNumbers) {
                told.add(one.tell(now));
            }
            if (one.state() == Incident.State.CLOSED) {
                cases.remove(one.id());
            }
        }
        expire(now);
        return drain(told);
    }

    /// What was ordered since the last tick, without waiting for the next.
    public IncidentChanges orders() {
        return drain(List.of());
    }

    private IncidentChanges drain(List<Incident> told) {
        var changes = new IncidentChanges(told, orders, events);
        orders.clear();
        events.clear();
        return changes;
    }

    private void settle(Case one, Instant now) {
        if (one.state() == Incident.State.OPEN && one.active().isEmpty()) {
            one.recovering();
        }
        if (one.state() == Incident.State.RECOVERING
                && !now.isBefore(one.lastRecovery().plus(one.linger(settings.linger(), settings.mostLinger())))) {
            one.add(new Entry(now, "closed", 1, null, null, null, "all paths have been healthy since", null));
            one.close(now, null);
        }
    }

    /// A path has come to an incident, with what was withheld from it before.
    private void joined(PathStory story, UUID incident) {
        story.pending().stream()
                .filter(entry -> entry.kind().equals(Escalation.Step.SUPPRESSED.wireName()))
                .forEach(entry -> events.add(Stories.withheld(story, entry, incident)));
        put(Stories.joined(story, incident));
    }

    /// Comparisons and suspicions are of no use for ever.
    private void expire(Instant now) {
        stories.values().stream()
                .filter(story -> story.incident() == null && !story.broken())
                .filter(story -> Stories.newest(story).isBefore(now.minus(Stories.KEPT)))
                .toList()
                .forEach(this::forget);
    }

    private Optional<Case> caseOf(PathStory story) {
        @Nullable UUID id = story.incident();
        return id == null ? Optional.empty() : Optional.ofNullable(cases.get(id));
    }

    private void put(PathStory story) {
        moved = true;
        stories.put(story.path(), story);
        touched.add(story.path());
    }

    private void forget(PathStory story) {
        moved = true;
        stories.remove(story.path());
        touched.add(story.path());
    }
}
