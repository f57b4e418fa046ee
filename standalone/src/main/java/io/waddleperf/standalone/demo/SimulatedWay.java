package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Endpoint;
import java.util.ArrayList;
import java.util.List;

/// The way from a simulated probe to a simulated target, hop by hop.
///
/// @param hops from the probe's own router to the target itself
record SimulatedWay(List<Hop> hops) {
    static final double EXTRA_US = 220_000;

    /// There and back at 200,000 km/s, half again for fibre that does not run straight.
    private static final double US_A_KM = 15;

    private static final double ROUTER_US = 400;
    private static final double EDGE_US = 1_100;
    /// Of the distance, where the long-haul routers stand.
    private static final double[] LONG_HAUL = {0.15, 0.55, 0.9};

    /// @param rttUs to here and back, without noise
    record Hop(String address, double rttUs) {}

    SimulatedWay {
        hops = List.copyOf(hops);
    }

    /// A fault slows the hop where it sits and all behind it.
    static SimulatedWay of(SimulatedFleet.Member probe, SimulatedFleet.Goal goal, Fault fault) {
        int site = Math.floorMod(probe.site().id().hashCode(), 60) + 1;
        double distanceUs = probe.site().kmTo(goal.place()) * US_A_KM;
        var hops = new ArrayList<Hop>();
        double extraUs = slowUplink(probe, fault) ? EXTRA_US : 0;
        hops.add(new Hop("192.0.2." + (100 + probe.number()), ROUTER_US + extraUs));
        extraUs += slowSite(probe, fault) ? EXTRA_US : 0;
        hops.add(new Hop("198.51.100." + (100 + site), EDGE_US + extraUs));
        for (int i = 0; i < LONG_HAUL.length; i++) {
            hops.add(new Hop("203.0.113." + (100 + 10 * i + site % 10), EDGE_US + distanceUs * LONG_HAUL[i] + extraUs));
        }
        extraUs += slowTarget(goal, fault) ? EXTRA_US : 0;
        String address = Endpoint.parse(goal.address()).host();
        hops.add(new Hop(address, EDGE_US + distanceUs + ROUTER_US + extraUs));
        return new SimulatedWay(hops);
    }

    /// To the target and back, without noise.
    double rttUs() {
        return hops.getLast().rttUs();
    }

    String address() {
        return hops.getLast().address();
    }

    private static boolean slowUplink(SimulatedFleet.Member probe, Fault fault) {
        return fault == Fault.UPLINK && probe.id().equals(SimulatedFleet.SLOW_PROBE);
    }

    private static boolean slowSite(SimulatedFleet.Member probe, Fault fault) {
        return fault == Fault.SITE && probe.site().id().equals(SimulatedFleet.SLOW_SITE);
    }

    private static boolean slowTarget(SimulatedFleet.Goal goal, Fault fault) {
        return fault == Fault.TARGET && goal.id().equals(SimulatedFleet.SLOW_TARGET);
    }
}
