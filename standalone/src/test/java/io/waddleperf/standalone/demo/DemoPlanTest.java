package io.waddleperf.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    private final io.waddleperf.api.configuration.DesiredConfiguration plan =
            DemoPlan.of("local", "https://127.0.0.1:8443/", "http://127.0.0.1:8081/");

    @Test
    void keepsTheRealAndTheSimulatedApart() {
        for (Schedule schedule : plan.schedules()) {
            boolean simulated = schedule.targets().stream().allMatch(id -> id.startsWith("sim-"));
            boolean real = schedule.targets().stream().noneMatch(id -> id.startsWith("sim-"));
            assertTrue(simulated || real, schedule.id());
            assertFalse(schedule.probes().isEmpty(), "an empty list would be all probes");
            assertTrue(schedule.probes().stream().allMatch(id -> id.startsWith("sim-") == simulated), schedule.id());
        }
    }

    @Test
    void marksWhatIsSimulatedAndGivesItAddressesOfTheDocumentationsBlocks() {
        for (Target target : plan.targets()) {
            boolean simulated = target.id().startsWith("sim-");
            assertEquals(simulated ? "true" : null, target.labels().get("simulated"));
            String block = simulated ? "(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+" : "127\\.0\\.0\\.1";
            assertTrue(target.endpoint().host().matches(block), target.address());
        }
        for (Probe probe : plan.probes()) {
            assertEquals(
                    probe.id().startsWith("sim-") ? "true" : null,
                    probe.labels().get("simulated"));
        }
    }

    @Test
    void ordersOnlyTestsThatFit() {
        var targets = new HashMap<String, Target>();
        plan.targets().forEach(target -> targets.put(target.id(), target));
        for (Schedule schedule : plan.schedules()) {
            EscalationPlan deeper = Objects.requireNonNull(schedule.escalation());
            for (String id : schedule.targets()) {
                var endpoint = Objects.requireNonNull(targets.get(id)).endpoint();
                Stream.of(schedule.checks(), deeper.tier2(), deeper.tier3())
                        .flatMap(List::stream)
                        .forEach(check -> assertTrue(endpoint.fits(check.spec()), id + ": " + check.name()));
            }
        }
    }

    @Test
    void leavesRoomForConfirmationsWithinThePaceOfTheFleet() {
        double perSecond = plan.schedules().stream()
                .filter(schedule -> schedule.probes().size() > 1)
                .mapToDouble(DemoPlanTest::perSecond)
                .sum();
        double confirmations = 3 * 5 * 2 / 2.0; // a site's paths by ping and page, every 2 s
        assertTrue(perSecond + confirmations < Agenda.MOST_A_SECOND, perSecond + " results/s");
    }

    private static double perSecond(Schedule schedule) {
        double eachPath = schedule.checks().stream()
                .mapToDouble(check -> 1e6 / intervalUs(schedule, check))
                .sum();
        return eachPath * schedule.probes().size() * schedule.targets().size();
    }

    private static long intervalUs(Schedule schedule, Check check) {
        return Objects.requireNonNullElse(check.intervalUs(), schedule.intervalUs());
    }

    @Test
    void tellsTheStoryWithinAMinute() {
        for (Schedule schedule : plan.schedules()) {
            EscalationPlan deeper = Objects.requireNonNull(schedule.escalation());
            long storyUs = Stream.concat(deeper.tier2().stream(), deeper.tier3().stream())
                    .mapToLong(check -> check.spec().limitUs())
                    .max()
                    .orElseThrow();
            assertTrue(storyUs < 15_000_000, schedule.id() + ": " + storyUs);
            assertEquals(2_000_000, deeper.confirmEveryUs());
        }
    }
}
