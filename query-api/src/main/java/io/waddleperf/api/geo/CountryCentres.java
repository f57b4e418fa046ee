package io.waddleperf.api.geo;

import io.waddleperf.contracts.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The middle of each country's largest part: Natural Earth's outlines at 1:50 million, which are in the public domain.
/// `webui/build/centres.mjs` makes the table of them.
final class CountryCentres {
    private static final String TABLE = "country-centres.csv";

    private final Map<String, Location> centres = new HashMap<>();

    CountryCentres() {
        InputStream table = Objects.requireNonNull(CountryCentres.class.getResourceAsStream(TABLE), TABLE);
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(row -> centres.put(
                            row[0],
                            new Location(Double.parseDouble(row[1]), Double.parseDouble(row[2]), row[0], null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param country two letters of ISO 3166-1
    Optional<Location> of(String country) {
        return Optional.ofNullable(centres.get(country));
    }
}
