package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Who is in the simulated fleet and what it tests, placed on a map whose unit is a kilometre, and on that of the
/// earth.
///
/// All addresses are of the blocks for documentation (RFC 5737). They are literal, so that nobody
/// asks a resolver for them.
final class SimulatedFleet {
    static final String SLOW_SITE = "sim-london";
    static final String SLOW_TARGET = "sim-api";
    static final String SLOW_PROBE = "sim-madrid-2";

    /// The blocks that no real probe of the demo may test.
    static final String ADDRESS_BLOCKS = "192.0.2.0/24,198.51.100.0/24,203.0.113.0/24";

    private static final int PROBES_A_SITE = 3;
    private static final Map<String, String> LABELS = Map.of("simulated", "true");

    /// A place on the maps.
    record Place(String id, double eastKm, double northKm, Location location) {
        double kmTo(Place other) {
            return Math.hypot(eastKm - other.eastKm, northKm - other.northKm);
        }
    }

    /// A probe at its site.
    ///
    /// @param number  1 to 3 at the site
    record Member(String id, int number, Place site) {
        Probe probe() {
            return new Probe(id, site.id(), true, LABELS, 1, site.location());
        }
    }

    /// A target at its place.
    record Goal(Place place, String address) {
        String id() {
            return place.id();
        }

        Target target() {
            return new Target(id(), address, false, LABELS, 1, null, place.location());
        }
    }

    private static final List<Place> SITES = List.of(
            new Place("sim-berlin", 0, 0, new Location(52.52, 13.405, "DE", "Europe/Berlin")),
            new Place(SLOW_SITE, -930, -110, new Location(51.507, -0.128, "GB", "Europe/London")),
            new Place("sim-madrid", -1_430, -1_200, new Location(40.417, -3.704, "ES", "Europe/Madrid")),
            new Place("sim-warsaw", 520, -30, new Location(52.23, 21.012, "PL", "Europe/Warsaw")));

    static final List<Goal> GOALS = List.of(
            new Goal(new Place("sim-web", -340, -260, in("DE", 50.11, 8.682)), "https://203.0.113.10/"),
            new Goal(new Place(SLOW_TARGET, -1_310, 90, in("IE", 53.35, -6.26)), "https://203.0.113.20/"),
            new Goal(new Place("sim-storage", 210, 790, in("SE", 59.33, 18.07)), "https://198.51.100.30/"),
            new Goal(new Place("sim-mail", -750, -430, in("FR", 48.857, 2.352)), "198.51.100.40:587"),
            new Goal(new Place("sim-vpn", -580, -20, in("NL", 52.37, 4.9)), "192.0.2.50"));

    static final List<Member> MEMBERS = SITES.stream()
            .flatMap(site -> IntStream.rangeClosed(1, PROBES_A_SITE)
                    .mapToObj(number -> new Member(site.id() + '-' + number, number, site)))
            .toList();

    private SimulatedFleet() {}

    private static Location in(String country, double latitude, double longitude) {
        return new Location(latitude, longitude, country, null);
    }

    static Optional<Member> member(String id) {
        return MEMBERS.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    static Optional<Goal> goal(String id) {
        return GOALS.stream().filter(goal -> goal.id().equals(id)).findFirst();
    }
}
