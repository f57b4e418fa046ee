package io.waddleperf.policy;

import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Feature;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.Entry;
import io.waddleperf.contracts.Incident.Member;
import io.waddleperf.contracts.Incident.Scope;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.PathStory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Puts broken paths into incidents: behind a broken target, into an incident whose scope covers
/// them, by a common cause, or alone.
final class Grouping {
    private final Topography topography;
    private final Map<PathName, PathStory> stories;
    private final Cases cases;
    private final IncidentSettings settings;
    private final Entitlements entitlements;
    private final BiConsumer<PathStory, UUID> joined;
    private final Set<PathName> joinedNow = new HashSet<>();

    Grouping(
            Topography topography,
            Map<PathName, PathStory> stories,
            Cases cases,
            IncidentSettings settings,
            Entitlements entitlements,
            BiConsumer<PathStory, UUID> joined) {
        this.topography = topography;
        this.stories = stories;
        this.cases = cases;
        this.settings = settings;
        this.entitlements = entitlements;
        this.joined = joined;
    }

    /// @return whether some path still waits to be grouped
    boolean group(Instant now) {
        List<PathStory> waiting = waiting();
        if (waiting.isEmpty() && cases.size() < 2) {
            return false;
        }
        waiting.forEach(story -> {
            Optional<Case> behind = behind(story);
            behind.or(() -> cases.covering(story)).ifPresent(one -> join(one, story, behind.isPresent(), now));
        });
        if (analysisWithheld().isEmpty()) {
            localise(now);
        }
        waiting().stream().filter(story -> hasWaited(story, now)).forEach(story -> alone(story, now));
        return !waiting().isEmpty();
    }

    private void localise(Instant now) {
        var suspects = stories.values().stream()
                .filter(story -> story.broken() || story.state() == PathState.SUSPECT)
                .filter(story -> !story.target().equals(Escalation.THE_PROBE))
                .toList();
        var localisation = new Localisation(topography, stories, now);
        localisation.explain(suspects).forEach(explanation -> apply(explanation, now));
    }

    private Optional<String> analysisWithheld() {
        return entitlements.objection(Feature.ANALYSIS);
    }

    /// An incident of its own. Where that is for want of a licence, its chain says so.
    void alone(PathStory story, Instant now) {
        Case one = open(scopeOf(story), List.of(story), now);
        if (story.state() != PathState.SILENT) {
            analysisWithheld().ifPresent(why -> one.add(withheld(now, why)));
        }
    }

    private static Entry withheld(Instant now, String why) {
        String text = "not compared with other paths, nor put with those of the same cause, " + why;
        return new Entry(now, Escalation.Step.SUPPRESSED.wireName(), 1, null, null, null, text, null);
    }

    private List<PathStory> waiting() {
        return stories.values().stream()
                .filter(story -> story.broken() && story.incident() == null)
                .toList();
    }

    /// A probe that is silent is not compared with anything.
    private boolean hasWaited(PathStory story, Instant now) {
        return story.state() == PathState.SILENT
                || !now.isBefore(confirmedAt(story).plus(settings.hold()));
    }

    private static Instant confirmedAt(PathStory story) {
        return story.pending().stream()
                .filter(entry -> entry.kind().equals(Escalation.Step.CONFIRMED.wireName()))
                .map(Entry::at)
                .findFirst()
                .orElse(story.since());
    }

    private static Scope scopeOf(PathStory story) {
        return story.target().equals(Escalation.THE_PROBE)
                ? new Scope(Scope.Kind.PROBE, story.probe(), 1, 1)
                : new Scope(Scope.Kind.PATH, story.path().toString(), 1, 1);
    }

    /// The incident of a broken target that the path lies behind.
    private Optional<Case> behind(PathStory story) {
        return topography.parents(story.path()).stream()
                .map(parent -> stories.get(new PathName(story.probe(), parent)))
                .filter(Objects::nonNull)
                .map(parent -> parent.incident() == null ? null : cases.get(parent.incident()))
                .filter(Objects::nonNull)
                .filter(one -> one.state() != Incident.State.CLOSED && one.roomFor(story.path()))
                .findFirst();
    }

    /// One explanation, one incident: the oldest of those that lie within it, wider now.
    private void apply(Localisation.Explanation explanation, Instant now) {
        List<PathStory> broken = explanation.bad().stream()
                .map(stories::get)
                .filter(Objects::nonNull)
                .filter(PathStory::broken)
                .sorted(Comparator.comparing(PathStory::since)
                        .thenComparing(story -> story.path().toString()))
                .toList();
        List<PathStory> waiting =
                broken.stream().filter(story -> story.incident() == null).toList();
        List<Case> within = within(explanation, broken);
        Scope scope = new Scope(
                explanation.kind(), explanation.subject(), explanation.bad().size(), explanation.tested());
        if (!within.isEmpty()) {
            Case survivor = within.getFirst();
            List<Case> others = within.stream()
                    .skip(1)
                    .filter(other -> survivor.members().size() + other.members().size() <= Incident.MOST_MEMBERS)
                    .toList();
            boolean wider = survivor.scope().kind() != scope.kind() || !others.isEmpty();
            if (wider && rank(scope.kind()) >= rank(survivor.scope().kind())) {
                cases.scope(survivor, scope);
                survivor.add(new Entry(now, "scope", 1, null, null, null, words(scope), null));
            }
            others.forEach(other -> merge(other, survivor, now));
            waiting.stream()
                    .filter(story -> survivor.roomFor(story.path()))
                    .forEach(story -> join(survivor, story, false, now));
        }
        List<PathStory> left = waiting.stream()
                .filter(story -> !joinedNow.contains(story.path()))
                .toList();
        // comparisons are given their time here too: two unlike faults are no common cause
        if (left.stream().anyMatch(story -> hasWaited(story, now))) {
            // one cause, but perhaps more paths than one incident can hold
            for (int from = 0; from < left.size(); from += Incident.MOST_MEMBERS) {
                var _ = open(scope, left.subList(from, Math.min(left.size(), from + Incident.MOST_MEMBERS)), now);
            }
        }
    }

    private static String words(Scope scope) {
        return scope.kind().wireName() + ' ' + scope.subject() + ": " + scope.broken() + " of " + scope.tested()
                + " tested paths are broken";
    }

    private static int rank(Scope.Kind kind) {
        return switch (kind) {
            case PATH, UNKNOWN -> 0;
            case TARGET, PROBE -> 1;
            case SITE -> 2;
        };
    }

    /// The incidents all of whose active paths the explanation covers, oldest first.
    private List<Case> within(Localisation.Explanation explanation, List<PathStory> broken) {
        Set<UUID> owners = broken.stream()
                .map(PathStory::incident)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return owners.stream()
                .map(cases::get)
                .filter(Objects::nonNull)
                .filter(one -> one.state() != Incident.State.CLOSED)
                .filter(one -> one.active().stream()
                        .allMatch(member -> explanation.bad().contains(member.path()) || member.behind() != null))
                .sorted(Cases.OLDEST_FIRST)
                .toList();
    }

    private void merge(Case other, Case survivor, Instant now) {
        for (Member member : other.active()) {
            PathStory story = stories.get(member.path());
            other.recovered(member.path(), now);
            if (story != null) {
                join(survivor, story, false, now);
            }
        }
        other.add(new Entry(now, "merged", 1, null, null, null, "the same cause as " + survivor.id(), null));
        other.close(now, survivor.id());
    }

    private Case open(Scope scope, List<PathStory> members, Instant now) {
        PathStory first = members.getFirst();
        var breach = first.breach();
        String rule = breach == null ? "silence@1" : breach.rule() + '@' + breach.ruleVersion();
        String cause =
                breach == null ? first.since().toString() : breach.resultId().toString();
        UUID id = Ids.uuid(
                "incident", first.probe(), first.target(), cause, first.since().toString());
        var one = new Case(id, now, scope, rule);
        cases.put(one);
        if (breach == null) {
            one.critical();
        }
        members.forEach(story -> join(one, story, false, now));
        one.say(Sentences.of(one.scope(), one.members(), breach));
        return one;
    }

    private void join(Case one, PathStory story, boolean behind, Instant now) {
        cases.join(one, story, behind ? parent(story) : null, now);
        boolean silence = story.target().equals(Escalation.THE_PROBE);
        if (silence && one.active().size() > 1) {
            cases.scope(
                    one,
                    new Scope(Scope.Kind.SITE, story.site(), one.active().size(), topography.probesAt(story.site())));
        }
        joinedNow.add(story.path());
        joined.accept(story, one.id());
    }

    private String parent(PathStory story) {
        return topography.parents(story.path()).stream()
                .filter(parent -> stories.containsKey(new PathName(story.probe(), parent)))
                .findFirst()
                .orElseThrow();
    }

    /// Brings the numbers of an incident up to date.
    static void count(Case one, Topography topography, Map<PathName, PathStory> stories, Instant now) {
        if (one.active().isEmpty()) {
            return; // what it was about stands
        }
        Scope scope = one.scope();
        if (scope.kind() != Scope.Kind.PATH && !one.ofSilence()) {
            // what recovered was part of it, and stays in the numbers
            Set<PathName> broken = one.members().stream().map(Member::path).collect(Collectors.toSet());
            int well = new Localisation(topography, stories, now)
                    .wellSince(one.since(), scope.kind(), scope.subject(), broken);
            one.scope(new Scope(scope.kind(), scope.subject(), broken.size(), broken.size() + well));
        }
        PathStory first = stories.get(one.active().getFirst().path());
        one.say(Sentences.of(one.scope(), one.members(), first == null ? null : first.breach()));
    }
}
