package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.datadoghq.sketch.ddsketch.DDSketches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Ids;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Charts over more time than results are kept for.
@QuarkusTest
@WithTestResource(RealServers.class)
final class HoursIT {
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @Inject
    DataSource database;

    @Test
    void makesStepsOfHoursOfTheHoursThatAreKept() throws Exception {
        var newest = Samples.ping("hours", "web", end.minusSeconds(60));
        StoredResults.insert(database, List.of(newest));
        try (var connection = database.getConnection()) {
            for (int age = 1; age <= 30 * 24; age++) {
                hour(connection, newest.series(), age, 0, 60, 25_000 + age);
            }
            hour(connection, newest.series(), 2, 1, 20, 90_000);
        }
        String query = "/api/v1/series?probe=hours&target=web&check=ping&from=" + end.minus(Duration.ofDays(30))
                + "&to=" + end + "&points=";
        var hours = Http.get(query + 800).json();
        assertEquals(3_600_000_000L, hours.get("stepUs").asLong());
        assertEquals(720, hours.get("points").size());
        var twoParts = hours.at("/points/718");
        assertEquals(
                end.minus(Duration.ofHours(2)), Instant.parse(twoParts.get("at").asText()));
        assertEquals(80, twoParts.get("count").asLong());
        assertEquals(90_000, twoParts.get("p95Us").asDouble(), 900);
        assertEquals(20_000, twoParts.get("p50Us").asDouble(), 200, "of all values, a quarter of them slow");
        assertEquals((60 * 20_000 + 20 * 60_000) / 80.0, twoParts.get("meanUs").asDouble());
        assertEquals(0.1, twoParts.get("lossRatio").asDouble(), 1e-9);
        assertEquals(25_001, hours.at("/points/719/p95Us").asDouble());

        var days = Http.get(query + 40).json();
        assertEquals(Duration.ofDays(1), Duration.of(days.get("stepUs").asLong(), ChronoUnit.MICROS));
        assertEquals(30, days.get("points").size());
        assertEquals(20_000, days.at("/points/29/p95Us").asDouble(), 200, "of all values, a hundredth of them slow");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE rollup_1h SET sketch = x'0A00FF' WHERE p95_value = 90000");
        }
        days = Http.get(query + 40).json();
        assertEquals(90_000, days.at("/points/29/p95Us").asDouble(), "the worst of its hours, without all sketches");
        assertEquals(20_000, days.at("/points/29/p50Us").asDouble(), 1e-6, "the mean of its hours' medians");
        assertEquals(20_000, days.at("/points/28/p95Us").asDouble(), 200);
    }

    @Test
    void makesThemOfResultsWhereNoHourIsKept() throws Exception {
        StoredResults.insert(database, List.of(Samples.ping("no-hours", "web", end.minusSeconds(60))));
        var points = Http.get("/api/v1/series?probe=no-hours&target=web&check=ping&from="
                        + end.minus(Duration.ofDays(30)) + "&to=" + end)
                .json();
        assertEquals(0, points.get("stepUs").asLong());
        assertEquals(1, points.get("points").size());
    }

    /// A part of the hour that began so many hours before the end.
    private void hour(Connection connection, long series, int age, int part, int results, double p95Us)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO rollup_1h (series_id, start_at, part, tier, results, answered, failed, sent, received, metric,
                    min_value, mean_value, max_value, p50_value, p95_value, p99_value, sketch)
                VALUES (?, ?, ?, 1, ?, ?, 0, ?, ?, 'rttMeanUs', 10000, ?, 99000, 20000, ?, 98000, ?)""")) {
            statement.setLong(1, series);
            statement.setObject(2, SqlValues.utc(end.minus(Duration.ofHours(age))));
            statement.setBytes(3, SqlValues.bytes(Ids.uuid("part", Integer.toString(age), Integer.toString(part))));
            statement.setInt(4, results);
            statement.setInt(5, results);
            statement.setInt(6, results * 10);
            statement.setInt(7, results * 9);
            statement.setDouble(8, part == 0 ? 20_000 : 60_000);
            statement.setDouble(9, p95Us);
            statement.setBytes(10, sketch(results, part == 0 ? 20_000 : 90_000));
            statement.executeUpdate();
        }
    }

    private static byte[] sketch(int values, double each) {
        var sketch = DDSketches.unboundedDense(0.01);
        sketch.accept(each, values);
        return sketch.serialize().array();
    }
}
