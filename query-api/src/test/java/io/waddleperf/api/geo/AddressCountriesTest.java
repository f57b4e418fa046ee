package io.waddleperf.api.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.maxmind.db.Reader;
import io.waddleperf.contracts.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressCountriesTest {
    private static final AddressPlaces BUNDLED = new AddressCountries(true).places();
    private static final CountryCentres CENTRES = new CountryCentres();

    /// Networks of universities and registries, which stay where they are.
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, US",
        "129.132.1.1, CH",
        "130.133.1.1, DE",
        "131.111.8.42, GB",
        "133.11.0.1, JP",
        "128.250.1.1, AU",
        "200.160.0.8, BR",
        "143.248.1.1, KR",
        "2001:4860:4860::8888, US",
        "[2001:638::1], DE",
        "2001:200::1, JP",
    })
    void knowsTheCountryOfAnAddress(String host, String country) {
        assertEquals(CENTRES.of(country), BUNDLED.of(host));
        assertTrue(CENTRES.of(country).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1", "172.16.9.9", "192.168.1.1", "127.0.0.1", "169.254.1.1", "100.64.0.1", "224.0.0.1",
                        "0.0.0.0",
                "192.0.2.1", "203.0.113.9", "::1", "fe80::1", "fd00::1", "2001:db8::1", "web.example", ""
            })
    void nothingIsSaidOfWhatIsNobodysOrNoAddress(String host) {
        assertEquals(Optional.empty(), BUNDLED.of(host));
    }

    @Test
    void believesNoDataThatPutAPrivateAddressSomewhere(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("countries.mmdb");
        new MaxMindFile()
                .put("0.0.0.0", 1, Map.of("country_code", "DE"))
                .put("fc00::", 7, Map.of("country_code", "DE"))
                .put("2001:db8::", 32, Map.of("country_code", "ZZ"))
                .put("2001:db9::", 32, Map.of("other", "DE"))
                .write(file, "country ipvAll");
        try (var reader = new Reader(file.toFile())) {
            var places = AddressCountries.of(reader, CENTRES);
            assertEquals(CENTRES.of("DE"), places.of("9.9.9.9"));
            for (String host :
                    new String[] {"10.0.0.1", "100.127.0.1", "127.0.0.1", "fd00::1", "2001:db8::1", "2001:db9::1"}) {
                assertEquals(Optional.empty(), places.of(host), host);
            }
            assertEquals(CENTRES.of("DE"), places.of("100.128.0.1"));
        }
    }

    @Test
    void saysNothingWhereItIsSwitchedOffOrNotThere() {
        assertSame(AddressPlaces.NONE, new AddressCountries(false).places());
        assertSame(AddressPlaces.NONE, new AddressCountries(true, "/geo/none.mmdb").places());
    }

    @Test
    void aCountryIsItsLargestPart() {
        assertEquals(Optional.of(new Location(46.6, 2.5, "FR", null)), CENTRES.of("FR")); // and not its overseas
        assertEquals(Optional.empty(), CENTRES.of("ZZ"));
    }
}
