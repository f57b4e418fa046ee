package io.waddleperf.standalone.demo;

import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TracerouteSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the demo watches: the shop and the responder for real, the fleet's targets by the fleet.
///
/// Everything is quicker than the defaults, so that the story from the first breach to the recovery
/// fits in a minute.
final class DemoPlan {
    static final String SHOP = "shop";
    private static final String RESPONDER = "responder";
    private static final long SHOP_US = 2_000_000;
    private static final long FLEET_US = 4_000_000;
    private static final long FLEET_PAGE_US = 12_000_000;
    private static final long WAY_US = 120_000_000;
    private static final long CONFIRM_US = 2_000_000;
    private static final long TIER2_US = 20_000_000;
    private static final long TIER3_US = 60_000_000;

    private static final Check PING = Check.defaultOf(Test.PING);
    private static final Check LONG_PING = check("ping-50", new PingSpec(50, 56, 20_000, 1_000_000));
    private static final Check WAY = check("traceroute", new TracerouteSpec("icmp", 3, 12, null, 200_000, 500_000));
    private static final Check MTR = check("mtr-20", new TracerouteSpec("icmp", 20, 12, null, 200_000, 500_000));
    /// With patience for a first byte that comes after 2.5 s.
    private static final Check PAGE = check("page", new HttpSpec(null, null, 65_536, 4_000_000));

    private static final EscalationPlan TO_SECURE_PAGES = plan(LONG_PING, WAY, PAGE, Check.defaultOf(Test.TLS));
    private static final EscalationPlan TO_PAGES = plan(LONG_PING, WAY, PAGE);
    private static final EscalationPlan TO_ADDRESSES = plan(LONG_PING, WAY);

    private DemoPlan() {}

    /// @param probe     the real one
    /// @param shop      the URL of the relay
    /// @param responder the URL of the real probe's own responder
    static DesiredConfiguration of(String probe, String shop, String responder) {
        var real = Stream.of(
                new Target(SHOP, shop, true, Map.of(), 1, null),
                new Target(RESPONDER, responder, true, Map.of(), 1, null));
        var simulated = SimulatedFleet.GOALS.stream().map(SimulatedFleet.Goal::target);
        var probes = Stream.concat(
                Stream.of(new Probe(probe, probe, true, Map.of(), 1)),
                SimulatedFleet.MEMBERS.stream().map(SimulatedFleet.Member::probe));
        return new DesiredConfiguration(
                Stream.concat(real, simulated).toList(),
                List.of(shop(probe), responder(probe), fleet(), pages()),
                probes.toList());
    }

    private static Schedule shop(String probe) {
        var checks = List.of(PING, Check.defaultOf(Test.TCP), PAGE, seldom(WAY));
        return schedule("demo-shop", List.of(probe), List.of(SHOP), checks, SHOP_US, TO_SECURE_PAGES);
    }

    private static Schedule responder(String probe) {
        var checks = List.of(PING, PAGE);
        return schedule("demo-responder", List.of(probe), List.of(RESPONDER), checks, SHOP_US, TO_PAGES);
    }

    private static Schedule fleet() {
        var targets = SimulatedFleet.GOALS.stream().map(SimulatedFleet.Goal::id).toList();
        return schedule("demo-fleet", members(), targets, List.of(PING, seldom(WAY)), FLEET_US, TO_ADDRESSES);
    }

    private static Schedule pages() {
        var targets = SimulatedFleet.GOALS.stream()
                .filter(goal -> goal.address().startsWith("https:"))
                .map(SimulatedFleet.Goal::id)
                .toList();
        return schedule("demo-fleet-pages", members(), targets, List.of(PAGE), FLEET_PAGE_US, TO_SECURE_PAGES);
    }

    private static List<String> members() {
        return SimulatedFleet.MEMBERS.stream().map(SimulatedFleet.Member::id).toList();
    }

    private static Schedule schedule(
            String id,
            List<String> probes,
            List<String> targets,
            List<Check> checks,
            long intervalUs,
            EscalationPlan escalation) {
        return new Schedule(id, true, probes, targets, checks, intervalUs, Instant.EPOCH, 1, escalation, null);
    }

    private static EscalationPlan plan(Check... tier2) {
        var tier3 = List.of(MTR, Check.defaultOf(Test.SYSTEM));
        return new EscalationPlan(3, false, CONFIRM_US, TIER2_US, TIER3_US, List.of(tier2), tier3);
    }

    private static Check check(String name, TestSpec spec) {
        return new Check(name, spec, List.of());
    }

    /// The way is looked up now and then, so that the last good one is known when it is needed.
    private static Check seldom(Check check) {
        return new Check(check.name(), check.spec(), check.families(), WAY_US);
    }
}
