package io.waddleperf.policy.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A fleet in virtual time, with faults from a seed.
///
/// A seed that fails is printed; `-Dtest.jvm.args=-Dseed=N` runs that one alone.
class EscalationSimulation {
    private static final long SEEDS = Long.getLong("seeds", 1_000);
    private static final int PROBES = Integer.getInteger("probes", 10);
    private static final int TARGETS = Integer.getInteger("targets", 10);
    private static final long HOURS = Long.getLong("hours", 6);

    /// A world so large takes minutes: each one that ends is told at once, and there are too few of them
    /// to have seen everything that is rare.
    private static final boolean LONG = PROBES * TARGETS >= 10_000;

    private record Run(long seed, List<String> broken, Map<String, Integer> counts) {}

    @Test
    void keepsItsRulesWhateverGoesWrong() {
        var counts = new TreeMap<String, Integer>();
        var broken = new TreeMap<Long, List<String>>();
        seeds().parallel().mapToObj(seed -> run(seed, Mutant.NONE)).forEach(run -> {
            synchronized (counts) {
                if (LONG) {
                    System.out.printf(
                            "seed %d: %d rules broken%n",
                            run.seed(), run.broken().size());
                }
                run.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
                if (!run.broken().isEmpty()) {
                    broken.put(run.seed(), run.broken());
                }
            }
        });
        assertEquals(Map.of(), broken, "by seed");
        counts.forEach((what, times) -> System.out.printf("%10d  %s%n", times, what));
        if (Long.getLong("seed") == null && !LONG) {
            List<String> rare = Occurrences.RARE_OR_ABSENT.stream()
                    .filter(what -> counts.getOrDefault(what, 0) < Occurrences.LEAST)
                    .toList();
            assertEquals(List.of(), rare, "seen less than " + Occurrences.LEAST + " times");
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertEquals(run(7, Mutant.NONE), run(7, Mutant.NONE));
    }

    @ParameterizedTest
    @EnumSource(value = Mutant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsABugThatIsPlanted(Mutant mutant) {
        var found = LongStream.range(0, 200)
                .mapToObj(seed -> run(seed, mutant))
                .filter(run -> !run.broken().isEmpty())
                .findFirst();
        assertTrue(found.isPresent(), mutant + " was not found");
        System.out.println(mutant + ": seed " + found.get().seed() + ", "
                + found.get().broken().getFirst());
        assertFalse(found.get().broken().isEmpty());
    }

    private static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);
    }

    private static Run run(long seed, Mutant mutant) {
        World world = World.of(seed, PROBES, TARGETS, Duration.ofHours(HOURS));
        var invariants = new Invariants(world);
        new Shell(world, mutant, invariants).run();
        return new Run(seed, invariants.broken(), invariants.counts());
    }
}
