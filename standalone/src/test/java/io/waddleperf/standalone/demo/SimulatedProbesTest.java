package io.waddleperf.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.contracts.UnknownSpec;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.standalone.demo.SimulatedFleet.Goal;
import io.waddleperf.standalone.demo.SimulatedFleet.Member;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedProbesTest {
    private static final Instant DUE = Samples.AT;
    private static final Instant READ = DUE.plusMillis(7);
    private static final TestSpec MTR = new TracerouteSpec("icmp", 20, 12, null, 200_000, 500_000);

    private final SimulatedProbes probes = new SimulatedProbes(42);

    @Test
    void saysOfEachResultThatItIsSimulated() {
        var result = ping("sim-berlin-1", "sim-web", Fault.NONE);
        assertTrue(result.quality().simulated());
        assertEquals("simulated", result.quality().method());
        assertEquals("unknown", result.quality().timestampSource().wireName());
        assertEquals(7_000, result.quality().scheduleLagUs());
    }

    @Test
    void answersAsTheCommandSays() {
        Command command = command("sim-berlin-1", "sim-web", PingSpec.DEFAULT, 2);
        Result result = answer(command, Fault.NONE);
        assertEquals(Ids.result(command.id()), result.id());
        assertEquals(command.id(), result.commandId());
        assertEquals(command.runId(), result.runId());
        assertEquals(command.cause(), result.cause());
        assertEquals(2, result.tier());
        assertEquals(READ, result.startedAt());
        assertTrue(result.durationUs() >= 9 * 20_000, "ten packets, 20 ms apart");
    }

    @Test
    void waitsAsLongAsItIsTold() {
        Command command = command("sim-berlin-1", "sim-web", PingSpec.DEFAULT, 1);
        assertEquals(
                READ.plusSeconds(2),
                answer(command.after(Duration.ofSeconds(2)), Fault.NONE).startedAt());
    }

    @Test
    void givesTheSameAnswerToTheSameCommandAndAnotherToAnother() {
        Command command = command("sim-berlin-1", "sim-web", PingSpec.DEFAULT, 1);
        assertEquals(answer(command, Fault.NONE), answer(command, Fault.NONE));
        Member member = SimulatedFleet.member("sim-berlin-1").orElseThrow();
        assertNotEquals(
                answer(command, Fault.NONE),
                new SimulatedProbes(43).answer(command, member, READ, Fault.NONE),
                "another seed");
        Command next = command("sim-berlin-1", "sim-web", PingSpec.DEFAULT, 3);
        assertNotEquals(
                answer(command, Fault.NONE).metrics(), answer(next, Fault.NONE).metrics());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void isSlowExactlyWhereTheFaultIs(Fault fault) {
        for (Member member : SimulatedFleet.MEMBERS) {
            for (Goal goal : SimulatedFleet.GOALS) {
                boolean slow = switch (fault) {
                    case SITE -> member.site().id().equals("sim-london");
                    case TARGET -> goal.id().equals("sim-api");
                    case UPLINK -> member.id().equals("sim-madrid-2");
                    case NONE, DELAY, LOSS, REFUSE, EXPIRED -> false;
                };
                Result result = ping(member.id(), goal.id(), fault);
                double meanUs = result.metrics().get(Metric.RTT_MEAN_US).orElseThrow();
                boolean inBounds = slow ? meanUs > 200_000 : meanUs < 80_000; // 80 %: the bound to leave again
                assertTrue(inBounds, member.id() + " to " + goal.id() + " under " + fault + ": " + meanUs);
                assertEquals(slow, breaches(result));
            }
        }
    }

    @Test
    void loadsPagesWithinTheirBoundsWhileAllIsWell() {
        for (Member member : SimulatedFleet.MEMBERS) {
            Result result = answer(command(member.id(), "sim-storage", HttpSpec.DEFAULT, 1), Fault.NONE);
            assertFalse(breaches(result), result.toString());
            var details = assertInstanceOf(Details.HttpDetails.class, result.details());
            assertEquals("https://198.51.100.30/", details.url());
            assertEquals(90, result.metrics().get(Metric.CERTIFICATE_DAYS).orElseThrow());
        }
    }

    private static boolean breaches(Result result) {
        return Thresholds.DEFAULTS.stream()
                .filter(rule -> rule.tier() == 1)
                .anyMatch(rule -> rule.bound().breachedBy(result.metrics()));
    }

    @Test
    void showsInTheWayWhereTheDelayBegins() {
        assertEquals(-1, delayBegins("sim-london-1", "sim-api", Fault.NONE));
        assertEquals(0, delayBegins("sim-madrid-2", "sim-api", Fault.UPLINK), "the probe's own router");
        assertEquals(1, delayBegins("sim-london-1", "sim-api", Fault.SITE), "the site's edge");
        assertEquals(5, delayBegins("sim-london-1", "sim-api", Fault.TARGET), "the target itself");
    }

    private int delayBegins(String probe, String target, Fault fault) {
        Result result = answer(command(probe, target, MTR, 3), fault);
        var way = assertInstanceOf(Details.TracerouteDetails.class, result.details());
        assertTrue(way.reached());
        assertEquals(6, way.hops().size());
        for (int i = 0; i < way.hops().size(); i++) {
            assertEquals(20, way.hops().get(i).sent());
            Double meanUs = way.hops().get(i).meanUs();
            if (meanUs != null && meanUs > 100_000) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void measuresEveryKindOfTestAndItsResultTravels() {
        List<TestSpec> specs = List.of(
                PingSpec.DEFAULT,
                new PingSpec(1_000, 56, 1_000, 1_000_000),
                TcpSpec.DEFAULT,
                HttpSpec.DEFAULT,
                TracerouteSpec.DEFAULT,
                new TracerouteSpec("udp", 1, 3, null, 200_000, 500_000),
                MtuSpec.DEFAULT,
                TlsSpec.DEFAULT,
                SystemSpec.DEFAULT,
                UdpSpec.DEFAULT,
                PortsSpec.DEFAULT);
        var ids = new HashSet<UUID>();
        for (TestSpec spec : specs) {
            Result result = answer(command("sim-warsaw-3", "sim-web", spec, 2), Fault.NONE);
            assertEquals(new Outcome.Measured(), result.outcome());
            assertFalse(result.metrics().values().isEmpty());
            assertEquals(result, WireCodec.read(Result.class, WireCodec.bytes(result)), spec.toString());
            assertTrue(result.durationUs() <= spec.limitUs(), spec + " took " + result.durationUs());
            var _ = ids.add(result.id());
        }
        assertTrue(ids.size() >= 7);
    }

    @Test
    void refusesWhatIsReal() {
        var target = new Target("shop", "https://127.0.0.1:8443/", true, java.util.Map.of(), 1, null);
        var cause = new Cause.Comparison(Ids.uuid("result", "of another"));
        Command command = Command.of(
                cause, "sim-berlin-1", target, "ping", Family.IPV4, PingSpec.DEFAULT, 3, DUE, DUE.plusSeconds(30));
        Result result = answer(command, Fault.NONE);
        assertEquals(
                new Outcome.Refused("not allowed: shop is real, and a simulated probe sends nothing"),
                result.outcome());
        assertTrue(result.metrics().values().isEmpty());
        assertNull(result.details());
        assertTrue(result.quality().simulated());
    }

    @Test
    void refusesWhatIsExpiredOrUnfitAndNamesWhatItCannot() {
        Command late = command("sim-berlin-1", "sim-web", PingSpec.DEFAULT, 1);
        Member member = SimulatedFleet.member("sim-berlin-1").orElseThrow();
        assertInstanceOf(
                Outcome.Refused.class,
                probes.answer(late, member, DUE.plusSeconds(31), Fault.NONE).outcome());
        var unfit = answer(command("sim-berlin-1", "sim-vpn", HttpSpec.DEFAULT, 1), Fault.NONE);
        assertEquals(new Outcome.Refused("unfit: 192.0.2.50 has nothing that a http test could use"), unfit.outcome());
        var dns = new DnsSpec("example.net", "A", null, 1_000_000);
        assertInstanceOf(
                Outcome.Unsupported.class,
                answer(command("sim-berlin-1", "sim-vpn", dns, 1), Fault.NONE).outcome());
        assertInstanceOf(
                Outcome.Refused.class,
                answer(command("sim-berlin-1", "sim-vpn", new UnknownSpec(), 1), Fault.NONE)
                        .outcome());
    }

    private Result ping(String probe, String target, Fault fault) {
        return answer(command(probe, target, PingSpec.DEFAULT, 1), fault);
    }

    private Result answer(Command command, Fault fault) {
        return probes.answer(command, SimulatedFleet.member(command.probe()).orElseThrow(), READ, fault);
    }

    private static Command command(String probe, String target, TestSpec spec, int tier) {
        var cause = new Cause.Scheduled("demo-" + tier, DUE);
        String check = spec.test().wireName();
        var goal = SimulatedFleet.goal(target).orElseThrow().target();
        return Command.of(cause, probe, goal, check, Family.IPV4, spec, tier, DUE, DUE.plusSeconds(30));
    }

    @Test
    void isTwelveProbesAtFourSites() {
        assertEquals(12, SimulatedFleet.MEMBERS.size());
        Set<String> sites = new HashSet<>();
        SimulatedFleet.MEMBERS.forEach(member -> sites.add(member.site().id()));
        assertEquals(4, sites.size());
        assertEquals(5, SimulatedFleet.GOALS.size());
    }
}
