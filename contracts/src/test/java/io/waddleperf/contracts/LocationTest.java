package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            90.1,     0, DE, UTC, latitude
            -91,      0, DE, UTC, latitude
            NaN,      0, DE, UTC, latitude
            0,    180.5, DE, UTC, longitude
            0, Infinity, DE, UTC, longitude
            0,        0, de, UTC, country
            0,        0, DEU, UTC, country
            0,        0, DE, ' ', timeZone
            """)
    void refusesWhatIsNowhere(double latitude, double longitude, String country, String zone, String field) {
        var wrong =
                assertThrows(IllegalArgumentException.class, () -> new Location(latitude, longitude, country, zone));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith(field + " must be "), wrong::getMessage);
    }

    @Test
    void takesThePolesAndTheDateLine() {
        assertEquals(-90, new Location(-90, 180, null, null).latitude());
        assertEquals(-180, new Location(90, -180, null, null).longitude());
    }

    /// What is equal is left alone where it is applied again.
    @Test
    void knowsNoNegativeZero() {
        assertEquals(new Location(0.0, 0.0, null, null), new Location(-0.0, -0.0, null, null));
    }

    @Test
    void movesAProbeAndATargetAndNothingElseOfThem() {
        var here = new Location(1, 2, "DE", "UTC");
        var probe = (Probe) Events.named("probe");
        var target = (Target) Events.named("target");
        assertEquals(here, probe.at(here).location());
        assertEquals(probe, probe.at(here).at(null));
        assertEquals(here, target.at(here).location());
        assertEquals(target, target.at(here).at(null));
    }
}
