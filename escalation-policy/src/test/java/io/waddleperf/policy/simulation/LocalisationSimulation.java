package io.waddleperf.policy.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// One labelled fault in each world: is the incident about what is truly broken, and how soon?
class LocalisationSimulation {
    private static final long SEEDS = Long.getLong("localisation.seeds", 60);
    private static final double LEAST_RIGHT = 0.9;
    private static final Map<Fault.Kind, Incident.Scope.Kind> LABELS = Map.of(
            Fault.Kind.TARGET, Incident.Scope.Kind.TARGET,
            Fault.Kind.SITE, Incident.Scope.Kind.SITE,
            Fault.Kind.UPLINK, Incident.Scope.Kind.PROBE,
            Fault.Kind.PATH, Incident.Scope.Kind.PATH);

    /// @param rightAfter from the fault to the first revision with the right scope
    private record Verdict(boolean right, int incidents, Duration rightAfter) {}

    @Test
    void findsWhatIsBroken() {
        var wrong = new ArrayList<String>();
        for (Fault.Kind kind : new TreeMap<>(LABELS).keySet()) {
            var verdicts = new ArrayList<Verdict>();
            for (long seed = 0; seed < SEEDS; seed++) {
                verdicts.add(judge(seed, kind));
            }
            double right = (double) verdicts.stream().filter(Verdict::right).count() / verdicts.size();
            System.out.printf(
                    "%-7s right in %5.1f %%, median %s, p95 %s to the verdict, %.2f incidents a fault%n",
                    kind,
                    right * 100,
                    quantile(verdicts, 0.5),
                    quantile(verdicts, 0.95),
                    verdicts.stream().mapToInt(Verdict::incidents).average().orElseThrow());
            if (right < LEAST_RIGHT) {
                wrong.add(kind + " " + right);
            }
        }
        assertTrue(wrong.isEmpty(), "right in too few: " + wrong);
    }

    private static String quantile(List<Verdict> verdicts, double at) {
        var sorted = new ArrayList<>(verdicts.stream()
                .filter(Verdict::right)
                .map(Verdict::rightAfter)
                .toList());
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? "-"
                : sorted.get((int) (at * (sorted.size() - 1))).toSeconds() + " s";
    }

    private static Verdict judge(long seed, Fault.Kind kind) {
        var world = new World(seed, 12, 10, 3, Duration.ofMinutes(40));
        world.operated = false;
        String subject = world.subject(kind);
        Instant from = World.START.plusSeconds(300 + world.random.nextInt(60));
        Fault.Effect effect = world.random.nextBoolean() ? Fault.Effect.DEAD : Fault.Effect.SLOW;
        world.faults.add(new Fault(kind, subject, from, from.plusSeconds(900), effect, 0));
        var told = new ArrayList<Incident>();
        var shell = new Shell(world, Mutant.NONE, new Invariants(world), told::add);
        shell.run();
        // a target that others lie behind takes them with it; what counts is where most members are
        Incident main = told.stream()
                .filter(one -> one.mergedInto() == null)
                .max(java.util.Comparator.<Incident>comparingInt(
                                one -> one.members().size())
                        .thenComparingLong(Incident::revision))
                .orElse(null);
        if (main == null) {
            return new Verdict(false, 0, Duration.ZERO);
        }
        Instant rightAt = told.stream()
                .filter(one -> one.id().equals(main.id()) && about(one, kind, subject))
                .map(Incident::updatedAt)
                .findFirst()
                .orElse(Instant.MAX);
        int incidents = (int) told.stream().map(Incident::id).distinct().count();
        boolean right = about(main, kind, subject);
        return new Verdict(right, incidents, right ? Duration.between(from, rightAt) : Duration.ZERO);
    }

    private static boolean about(Incident incident, Fault.Kind kind, String subject) {
        String expected = kind == Fault.Kind.PATH ? subject.replace("|", " → ") : subject;
        return incident.scope().kind() == LABELS.get(kind)
                && incident.scope().subject().equals(expected);
    }
}
