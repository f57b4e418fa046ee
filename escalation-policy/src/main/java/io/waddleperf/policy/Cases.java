package io.waddleperf.policy;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.Scope;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathStory;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The incidents that go on, found by what they are about: which of ten thousand covers a path is
/// asked at each confirmation.
///
/// Where a case stands is only ever added to, until it is over: what is found there is looked at
/// again. So members and scopes change here, and nowhere else.
final class Cases {
    static final Comparator<Case> OLDEST_FIRST =
            Comparator.comparing(Case::openedAt).thenComparing(Case::id);

    private final Map<UUID, Case> byId = new TreeMap<>();
    private final Map<Place, Set<Case>> byPlace = new HashMap<>();
    private final Map<UUID, Set<Place>> places = new HashMap<>();

    /// Where a case is looked for.
    private sealed interface Place {
        /// Among those that a path is, or was, a member of.
        record OfMember(PathName path) implements Place {}

        /// Among those about a target, a probe or a site.
        record Within(Scope.Kind kind, String subject) implements Place {}

        /// Among those about silent probes of a site.
        record Silent(String site) implements Place {}
    }

    void put(Case one) {
        remove(one.id());
        byId.put(one.id(), one);
        one.members().forEach(member -> {
            stands(one, new Place.OfMember(member.path()));
            if (member.target().equals(Escalation.THE_PROBE)) {
                stands(one, new Place.Silent(member.site()));
            }
        });
        stands(one, one.scope());
    }

    void remove(UUID id) {
        @Nullable Case one = byId.remove(id);
        if (one == null) {
            return;
        }
        for (Place place : places.getOrDefault(id, Set.of())) {
            @Nullable Set<Case> there = byPlace.get(place);
            if (there != null && there.remove(one) && there.isEmpty()) {
                byPlace.remove(place);
            }
        }
        places.remove(id);
    }

    void join(Case one, PathStory story, @Nullable String behind, Instant now) {
        one.join(story, behind, now);
        stands(one, new Place.OfMember(story.path()));
        if (story.target().equals(Escalation.THE_PROBE)) {
            stands(one, new Place.Silent(story.site()));
        }
    }

    void scope(Case one, Scope next) {
        one.scope(next);
        stands(one, next);
    }

    private void stands(Case one, Scope scope) {
        switch (scope.kind()) {
            case TARGET, PROBE, SITE -> stands(one, new Place.Within(scope.kind(), scope.subject()));
            case PATH, UNKNOWN -> {} // its members say it
        }
    }

    private void stands(Case one, Place place) {
        if (places.computeIfAbsent(one.id(), _ -> new HashSet<>()).add(place)) {
            byPlace.computeIfAbsent(place, _ -> new HashSet<>()).add(one);
        }
    }

    @Nullable
    Case get(UUID id) {
        return byId.get(id);
    }

    /// All of them, by id.
    Collection<Case> all() {
        return List.copyOf(byId.values());
    }

    int size() {
        return byId.size();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /// An incident within whose scope the path lies, the oldest where several do.
    Optional<Case> covering(PathStory story) {
        return candidates(story)
                .filter(one -> one.state() != Incident.State.CLOSED && covers(one, story) && one.roomFor(story.path()))
                .min(OLDEST_FIRST);
    }

    /// Those that might.
    Stream<Case> candidates(PathStory story) {
        Stream<Place> where = story.target().equals(Escalation.THE_PROBE)
                ? Stream.of(new Place.Silent(story.site()))
                : Stream.of(
                        new Place.OfMember(story.path()),
                        new Place.Within(Scope.Kind.TARGET, story.target()),
                        new Place.Within(Scope.Kind.PROBE, story.probe()),
                        new Place.Within(Scope.Kind.SITE, story.site()));
        return where.flatMap(place -> byPlace.getOrDefault(place, Set.of()).stream());
    }

    static boolean covers(Case one, PathStory story) {
        boolean silence = story.target().equals(Escalation.THE_PROBE);
        if (silence || one.ofSilence()) {
            // silence is no slowness: the silent probes of a site are one incident
            return silence
                    && one.ofSilence()
                    && one.members().stream().anyMatch(member -> member.site().equals(story.site()));
        }
        if (one.has(story.path())) {
            return true;
        }
        String subject = switch (one.scope().kind()) {
            case TARGET -> story.target();
            case PROBE -> story.probe();
            case SITE -> story.site();
            case PATH, UNKNOWN -> "";
        };
        // a scope of which most turned out well explains nothing more
        return one.scope().subject().equals(subject)
                && one.scope().broken() >= Localisation.QUORUM * one.scope().tested();
    }
}
