package io.waddleperf.api.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.waddleperf.api.geo.AddressNetworks.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks of addresses, by files that the test writes and MaxMind's own reader reads.
final class AddressNetworksTest {
    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path dir;

    @Test
    void knowsTheSystemsOfAddressesOfBothFamilies() throws IOException {
        var file = dir.resolve("asn.mmdb");
        new MaxMindFile()
                .put("192.0.2.0", 25, MaxMindFile.asn(64_500, "Example Transit"))
                .put("2001:db8::", 32, MaxMindFile.asn(4_200_000, "Example Edge"))
                .put("198.51.100.0", 24, Map.of("autonomous_system_number", 64_501))
                .put("203.0.113.0", 24, Map.of("autonomous_system_organization", "Nobody"))
                .write(file, "GeoLite2-ASN");
        var asked = List.of("2001:db8::7", "10.0.0.1", "192.0.2.1", "192.0.2.200", "198.51.100.1", "203.0.113.1");
        assertEquals(
                List.of(
                        new Network("2001:db8::7", 4_200_000, "Example Edge"),
                        new Network("192.0.2.1", 64_500, "Example Transit"),
                        new Network("198.51.100.1", 64_501, "")),
                started(file).of(asked));
    }

    @Test
    void knowsNothingWithoutAFile() {
        assertEquals(List.of(), started(null).of(List.of("192.0.2.1")));
    }

    @Test
    void saysWhichFileIsWrongAndWhatItMustBe() throws IOException {
        var cities = dir.resolve("city.mmdb");
        new MaxMindFile()
                .put("192.0.2.0", 25, MaxMindFile.city("DE", 52.52, 13.4, "Europe/Berlin"))
                .write(cities, "GeoLite2-City");
        var problem = assertThrows(IllegalArgumentException.class, () -> started(cities));
        String words = String.valueOf(problem.getMessage());
        assertTrue(words.startsWith("waddleperf.geoip.asn-file: " + cities + " must be a GeoLite2 ASN file: "), words);
    }

    private static AddressNetworks started(@Nullable Path file) {
        var networks = new AddressNetworks(file);
        networks.start(new StartupEvent());
        return networks;
    }
}
