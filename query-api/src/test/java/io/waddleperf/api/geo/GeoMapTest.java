package io.waddleperf.api.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.waddleperf.api.fleet.FleetRow;
import io.waddleperf.api.geo.GeoView.Names;
import io.waddleperf.api.geo.GeoView.Paths;
import io.waddleperf.api.geo.GeoView.Probes;
import io.waddleperf.api.geo.GeoView.Source;
import io.waddleperf.api.geo.GeoView.StatedBy;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.api.probes.ProbeState.Presence;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GeoMapTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Location BERLIN = new Location(52.52, 13.4, "DE", "Europe/Berlin");
    private static final Location BONN = new Location(50.73, 7.1, "DE", null);
    private static final Location SYDNEY = new Location(-33.87, 151.21, "AU", "Australia/Sydney");

    private static Probe probe(String id, String site) {
        return new Probe(id, site, true, Map.of(), 1);
    }

    private static Target target(String id, Location place) {
        return new Target(id, "192.0.2.1", false, Map.of(), 1, null).at(place);
    }

    private static Target target(String id) {
        return new Target(id, "192.0.2.1", false, Map.of(), 1, null);
    }

    private static FleetRow path(String probe, String target, PathState state, double score) {
        return new FleetRow(new PathName(probe, target), state, null, 1, score, null, null, null, null, null, null);
    }

    private static GeoMap.World world(
            Map<String, Location> sites, List<Probe> probes, List<Target> targets, FleetRow... paths) {
        return new GeoMap.World(
                sites,
                probes,
                targets.stream().collect(Collectors.toMap(Target::id, Function.identity())),
                List.of(paths),
                probe -> probe.id().endsWith("-1") ? Presence.UP : Presence.SILENT,
                AddressPlaces.NONE,
                AddressPlaces.NONE);
    }

    private static GeoView draw(GeoMap.World world) {
        return GeoMap.draw(world, 100, NOON);
    }

    @Test
    void aSiteTellsItsProbesAndTheWorstOfItsPaths() {
        var off = new Probe("ber-3", "ber", false, Map.of(), 1);
        var view = draw(world(
                Map.of("ber", BERLIN),
                List.of(probe("ber-1", "ber"), probe("ber-2", "ber"), off),
                List.of(target("web")),
                path("ber-1", "web", PathState.HEALTHY, 0),
                path("ber-1", "dns", PathState.BREACHING, 2),
                path("ber-2", "web", PathState.STALE, 0),
                path("ber-2", "dns", PathState.UNPROVEN, 0)));
        var site = view.sites().getFirst();
        assertEquals("ber", site.site());
        assertEquals(BERLIN, site.location());
        assertEquals(StatedBy.SITE, site.statedBy());
        assertEquals("2026-01-31T13:00:00+01:00", site.localTime());
        assertEquals(new Probes(1, 1, 0, 1), site.probes());
        assertEquals(new Paths(PathState.BREACHING, 4, 0, 1, 1, 1, 1, 0.25), site.paths());
        assertEquals(NOON, view.at());
    }

    @Test
    void aCountryGathersTheSitesThatAreInIt() {
        var view = draw(world(
                Map.of("ber", BERLIN, "syd", SYDNEY, "sea", new Location(0, 0, null, null)),
                List.of(
                        probe("ber-1", "ber"),
                        probe("bn-1", "bn").at(BONN),
                        probe("syd-1", "syd"),
                        probe("sea-1", "sea")),
                List.of(),
                path("ber-1", "web", PathState.HEALTHY, 0),
                path("bn-1", "web", PathState.FAILING, 1_000),
                path("sea-1", "web", PathState.FAILING, 1_000)));
        assertEquals(
                List.of("AU [syd] null", "DE [ber, bn] 0.5"),
                view.countries().stream()
                        .map(country -> country.country()
                                + ' '
                                + country.sites()
                                + ' '
                                + country.paths().unhealthyShare())
                        .toList());
        assertEquals(new Probes(2, 0, 0, 0), view.countries().getLast().probes());
        assertEquals(PathState.FAILING, view.countries().getLast().paths().state());
        assertEquals(StatedBy.PROBE, view.sites().get(1).statedBy());
    }

    @Test
    void drawsUnhealthyPathsTheWorstFirstAndNoMoreThanAskedFor() {
        var world = world(
                Map.of("ber", BERLIN),
                List.of(probe("ber-1", "ber"), probe("ber-2", "ber")),
                List.of(target("syd", SYDNEY), target("bn", BONN)),
                path("ber-1", "bn", PathState.BREACHING, 3),
                path("ber-1", "syd", PathState.BREACHING, 7),
                path("ber-2", "bn", PathState.FAILING, 1_000),
                path("ber-2", "syd", PathState.HEALTHY, 0));
        var view = GeoMap.draw(world, 2, NOON);
        assertEquals(
                List.of("ber-2 bn", "ber-1 syd"),
                view.arcs().stream()
                        .map(arc -> arc.probe() + ' ' + arc.target())
                        .toList());
        assertEquals(1, view.moreArcs());
        assertEquals(BERLIN, view.arcs().getLast().from());
        assertEquals(SYDNEY, view.arcs().getLast().to());
        assertEquals("ber", view.arcs().getLast().site());
        assertEquals(Source.SITE, view.arcs().getLast().fromSource());
        assertEquals(Source.STATED, view.arcs().getLast().toSource());
        assertEquals(0, draw(world).moreArcs());
    }

    @Test
    void namesWhatHasNoPosition() {
        var off = new Probe("fra-2", "fra", false, Map.of(), 1);
        var view = draw(world(
                Map.of("ber", BERLIN),
                List.of(probe("ber-1", "ber"), probe("fra-1", "fra"), off),
                List.of(target("syd", SYDNEY), target("web")),
                path("ber-1", "web", PathState.FAILING, 1_000),
                path("fra-1", "syd", PathState.BREACHING, 2),
                path("fra-1", "gone", PathState.HEALTHY, 0)));
        assertEquals(List.of(), view.arcs());
        assertEquals(2, view.unplaced().paths());
        assertEquals(new Names(1, List.of("fra-1")), view.unplaced().probes());
        assertEquals(new Names(1, List.of("fra")), view.unplaced().sites());
        assertEquals(new Names(2, List.of("gone", "web")), view.unplaced().targets());
        assertEquals(1, view.sites().size());
    }

    @Test
    void namesNoMoreThanAHundred() {
        var many = IntStream.range(0, 250)
                .mapToObj(i -> probe("p-%03d".formatted(i), "s-%03d".formatted(i)))
                .toList();
        var unplaced = draw(world(Map.of(), many, List.of())).unplaced();
        assertEquals(250, unplaced.probes().count());
        assertEquals(100, unplaced.probes().names().size());
        assertEquals("p-099", unplaced.probes().names().getLast());
    }

    /// What a newer service has stored, or a path of a probe that was removed meanwhile.
    @Test
    void leavesOutWhatItDoesNotKnow() {
        var view = draw(world(
                Map.of("new", new Location(1, 2, null, "Mars/Olympus_Mons")),
                List.of(probe("new-1", "new")),
                List.of(target("web", BERLIN)),
                path("removed", "web", PathState.FAILING, 1_000)));
        assertNull(view.sites().getFirst().localTime());
        assertNull(view.sites().getFirst().paths().state());
        assertNull(view.sites().getFirst().paths().unhealthyShare());
        assertEquals(List.of(), view.arcs());
        assertEquals(1, view.unplaced().paths());
    }
}
