package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.Scope;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.PathStory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Which incident covers a path, found without a look at all of them.
class CasesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Scope.Kind[] KINDS = Scope.Kind.values();
    private static final int CASES = 200;
    private static final int NAMES = 12;

    private final Cases cases = new Cases();
    private final Random random = new Random(7);

    /// However members join, scopes change and incidents end.
    @Test
    void findsTheOneThatALookAtAllOfThemFinds() {
        int found = 0;
        for (int round = 0; round < 3_000; round++) {
            change();
            PathStory story = story();
            var covering = cases.covering(story);
            assertEquals(amongAll(story).map(Case::id), covering.map(Case::id), "round " + round);
            found += covering.isPresent() ? 1 : 0;
        }
        assertTrue(found > 500 && found < 2_500, found + " of 3,000 were covered");
    }

    @Test
    void looksAtThoseOnlyThatMightCoverThePath() {
        for (int i = 0; i < 1_000; i++) {
            PathStory alone = story("p" + i, "s", "t" + i);
            var one = new Case(
                    new UUID(0, i), NOW, new Scope(Scope.Kind.PATH, alone.path().toString(), 1, 1), "rule@1");
            cases.put(one);
            cases.join(one, alone, null, NOW);
        }
        assertEquals(1, cases.candidates(story("p7", "s", "t7")).count());
        assertEquals(0, cases.candidates(story("p7", "s", "t8")).count());
        cases.remove(new UUID(0, 7));
        assertEquals(0, cases.candidates(story("p7", "s", "t7")).count());
        assertEquals(999, cases.size());
    }

    @Test
    void findsWhatWasRestored() {
        var one = new Case(new UUID(0, 1), NOW, new Scope(Scope.Kind.TARGET, "t1", 2, 2), "rule@1");
        one.join(story("p1", "s1", "t1"), null, NOW);
        one.say("t1 is broken");
        cases.put(Case.of(one.tell(NOW)));
        assertEquals(
                Optional.of(one.id()), cases.covering(story("p1", "s1", "t1")).map(Case::id));
        assertEquals(
                Optional.of(one.id()), cases.covering(story("p2", "s2", "t1")).map(Case::id));
        assertEquals(Optional.empty(), cases.covering(story("p2", "s2", "t2")));
    }

    private Optional<Case> amongAll(PathStory story) {
        return cases.all().stream()
                .filter(one -> one.state() != Incident.State.CLOSED)
                .filter(one -> Cases.covers(one, story) && one.roomFor(story.path()))
                .min(Cases.OLDEST_FIRST);
    }

    private void change() {
        if (cases.size() < CASES / 4 || random.nextInt(4) == 0) {
            var id = new UUID(0, random.nextInt(CASES));
            if (cases.get(id) == null) {
                var one = new Case(id, NOW.plusSeconds(random.nextInt(50)), scope(), "rule@1");
                cases.put(one);
                cases.join(one, story(), null, NOW);
            }
            return;
        }
        var all = List.copyOf(cases.all());
        Case one = all.get(random.nextInt(all.size()));
        switch (random.nextInt(5)) {
            case 0 -> cases.scope(one, scope());
            case 1 -> one.recovered(story().path(), NOW);
            case 2 -> one.close(NOW, null);
            case 3 -> cases.remove(one.id());
            default -> {
                PathStory next = story();
                boolean silence = next.target().equals(Escalation.THE_PROBE);
                if (silence == one.ofSilence()) { // grouping never mixes them
                    cases.join(one, next, null, NOW);
                }
            }
        }
    }

    private Scope scope() {
        Scope.Kind kind = KINDS[random.nextInt(KINDS.length)];
        int tested = 1 + random.nextInt(5);
        String subject = switch (kind) {
            case TARGET -> name("t");
            case PROBE -> name("p");
            case SITE -> name("s");
            case PATH, UNKNOWN -> "one path";
        };
        return new Scope(kind, subject, random.nextInt(tested + 1), tested);
    }

    private PathStory story() {
        return story(name("p"), name("s"), random.nextInt(6) == 0 ? Escalation.THE_PROBE : name("t"));
    }

    private String name(String prefix) {
        return prefix + random.nextInt(NAMES);
    }

    private static PathStory story(String probe, String site, String target) {
        return new PathStory(probe, site, target, PathState.DIAGNOSING, NOW, null, List.of(), null, null, false);
    }
}
