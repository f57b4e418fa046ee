package io.waddleperf.api.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Positions of addresses, by files that the test writes and MaxMind's own reader reads.
final class GeoIpTest {
    private static final Location BERLIN = new Location(52.52, 13.4, "DE", "Europe/Berlin");
    private static final Location SYDNEY = new Location(-33.87, 151.21, "AU", "Australia/Sydney");

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path dir;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = dir.resolve("city.mmdb");
        cities().write(file, "GeoLite2-City");
    }

    private static MaxMindFile cities() {
        return new MaxMindFile()
                .put("192.0.2.0", 25, MaxMindFile.city("DE", 52.52, 13.4, "Europe/Berlin"))
                .put("2001:db8::", 32, MaxMindFile.city("AU", -33.87, 151.21, "Australia/Sydney"))
                .put("198.51.100.0", 24, Map.of("country", Map.of("iso_code", "FR")));
    }

    private static GeoIp started(@Nullable Path file) {
        var geoIp = new GeoIp(file);
        geoIp.start(new StartupEvent());
        return geoIp;
    }

    @Test
    void tellsWhereAddressesAre() {
        var places = started(file).places();
        assertEquals(Optional.of(BERLIN), places.of("192.0.2.1"));
        assertEquals(Optional.of(BERLIN), places.of("192.0.2.127"));
        assertEquals(Optional.empty(), places.of("192.0.2.128"));
        assertEquals(Optional.of(SYDNEY), places.of("2001:db8:1::7"));
        assertEquals(Optional.of(SYDNEY), places.of("[2001:db8:1::7]"));
        assertEquals(Optional.empty(), places.of("127.0.0.1"));
        assertEquals(Optional.empty(), places.of("198.51.100.7"), "a country alone is no position");
    }

    @Test
    void asksNobodyForTheAddressOfAName() {
        var places = started(file).places();
        for (String host : List.of("localhost", "example.net", "", "192.0.2", "1")) {
            assertEquals(Optional.empty(), places.of(host), host);
        }
    }

    @Test
    void knowsNothingWithoutAFile() {
        assertEquals(Optional.empty(), started(null).places().of("192.0.2.1"));
    }

    @Test
    void saysWhichFileIsWrongAndWhatItMustBe() throws IOException {
        var country = dir.resolve("country.mmdb");
        cities().write(country, "GeoLite2-Country");
        var text = Files.writeString(dir.resolve("text.mmdb"), "no database");
        for (Path wrong : List.of(country, text, dir.resolve("none.mmdb"))) {
            var problem = assertThrows(IllegalArgumentException.class, () -> started(wrong), wrong::toString);
            String words = String.valueOf(problem.getMessage());
            assertTrue(words.startsWith("waddleperf.geoip.file: " + wrong + " must be a GeoLite2 City"), words);
        }
    }

    @Test
    void asksTheFileThatTookItsPlaceAndKeepsTheOldOneWhereThatIsBroken() throws IOException {
        var geoIp = started(file);
        assertEquals(Optional.of(BERLIN), geoIp.places().of("192.0.2.1"));
        replace(Files.writeString(dir.resolve("broken"), "no database"), 10);
        assertEquals(Optional.of(BERLIN), geoIp.places().of("192.0.2.1"));
        assertEquals(Optional.of(BERLIN), geoIp.places().of("192.0.2.1"), "and asks it no more");
        var moved = dir.resolve("moved");
        new MaxMindFile()
                .put("192.0.2.0", 24, MaxMindFile.city("AU", -33.87, 151.21, "Australia/Sydney"))
                .write(moved, "GeoIP2-City");
        replace(moved, 20);
        assertEquals(Optional.of(SYDNEY), geoIp.places().of("192.0.2.1"));
        Files.delete(file);
        assertEquals(Optional.of(SYDNEY), geoIp.places().of("192.0.2.1"));
    }

    private void replace(Path next, int laterS) throws IOException {
        Files.setLastModifiedTime(next, FileTime.from(Instant.now().plusSeconds(laterS)));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
