package io.waddleperf.api.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.api.geo.GeoView.Source;
import io.waddleperf.api.geo.Places.Placed;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    private static final Location BERLIN = new Location(52.52, 13.4, "DE", "Europe/Berlin");
    private static final Location POTSDAM = new Location(52.4, 13.06, "DE", "Europe/Berlin");
    private static final Location SYDNEY = new Location(-33.87, 151.21, "AU", "Australia/Sydney");

    private static Probe probe(String id, String site) {
        return new Probe(id, site, true, Map.of(), 1);
    }

    private static Target target(Map<String, String> labels) {
        return new Target("web", "192.0.2.1", false, labels, 1, null);
    }

    private static Optional<Placed> placed(Location location, Source source) {
        return Optional.of(new Placed(location, source));
    }

    @Test
    void aStatedPositionWinsOverThatOfTheSite() {
        var own = probe("ber-2", "ber").at(POTSDAM);
        var places = new Places(
                Map.of("ber", BERLIN), List.of(probe("ber-1", "ber"), own), AddressPlaces.NONE, AddressPlaces.NONE);
        assertEquals(placed(BERLIN, Source.SITE), places.ofProbe("ber-1"));
        assertEquals(placed(POTSDAM, Source.STATED), places.ofProbe("ber-2"));
        assertEquals(Optional.of(BERLIN), places.ofSite("ber"));
    }

    @Test
    void aSiteThatIsNotStatedStandsWhereItsFirstProbeDoes() {
        var places = new Places(
                Map.of(),
                List.of(
                        probe("ber-3", "ber").at(BERLIN),
                        probe("ber-2", "ber").at(POTSDAM),
                        probe("ber-1", "ber"),
                        probe("fra-1", "fra")),
                AddressPlaces.NONE,
                AddressPlaces.NONE);
        assertEquals(Optional.of(POTSDAM), places.ofSite("ber"));
        assertEquals(placed(POTSDAM, Source.SITE), places.ofProbe("ber-1"));
        assertEquals(Optional.empty(), places.ofProbe("fra-1"));
        assertEquals(Optional.empty(), places.ofSite("fra"));
    }

    @Test
    void aTargetStandsWhereItIsStatedElseAtItsProbeElseAtItsSite() {
        var places = new Places(
                Map.of("ber", BERLIN),
                List.of(probe("pdm-1", "pdm").at(POTSDAM)),
                AddressPlaces.NONE,
                AddressPlaces.NONE);
        assertEquals(placed(BERLIN, Source.SITE), places.of(target(Map.of("site", "ber"))));
        assertEquals(placed(POTSDAM, Source.PROBE), places.of(target(Map.of("site", "ber", "probe", "pdm-1"))));
        assertEquals(
                placed(SYDNEY, Source.STATED),
                places.of(target(Map.of("site", "ber", "probe", "pdm-1")).at(SYDNEY)));
        assertEquals(placed(BERLIN, Source.SITE), places.of(target(Map.of("site", "ber", "probe", "unknown"))));
        assertEquals(Optional.empty(), places.of(target(Map.of("site", "unknown"))));
        assertEquals(Optional.empty(), places.of(target(Map.of())));
    }

    @Test
    void anAddressTellsOnlyWhatNobodyStates() {
        AddressPlaces addresses = host -> host.equals("192.0.2.1") ? Optional.of(SYDNEY) : Optional.empty();
        var places = new Places(Map.of("ber", BERLIN), List.of(), addresses, addresses);
        assertEquals(placed(SYDNEY, Source.GEOIP), places.of(target(Map.of())));
        assertEquals(placed(SYDNEY, Source.GEOIP), places.of(target(Map.of("site", "unknown"))));
        assertEquals(placed(BERLIN, Source.SITE), places.of(target(Map.of("site", "ber"))));
        assertEquals(placed(POTSDAM, Source.STATED), places.of(target(Map.of()).at(POTSDAM)));
        var url = new Target("page", "https://192.0.2.1:8443/a", false, Map.of(), 1, null);
        assertEquals(placed(SYDNEY, Source.GEOIP), places.of(url));
    }

    @Test
    void theCountryOfAnAddressIsTheLastThatIsAsked() {
        AddressPlaces countries = _ -> Optional.of(SYDNEY);
        AddressPlaces addresses = host -> host.equals("192.0.2.1") ? Optional.of(BERLIN) : Optional.empty();
        var places = new Places(Map.of("pdm", POTSDAM), List.of(), addresses, countries);
        assertEquals(placed(BERLIN, Source.GEOIP), places.of(target(Map.of())));
        assertEquals(placed(POTSDAM, Source.SITE), places.of(target(Map.of("site", "pdm"))));
        var other = new Target("other", "192.0.2.9", false, Map.of(), 1, null);
        assertEquals(placed(SYDNEY, Source.COUNTRY), places.of(other));
    }
}
