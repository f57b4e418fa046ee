package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Charts of a day of which results are kept no more, and minutes or hours are.
@QuarkusTest
@WithTestResource(RealServers.class)
final class MinutesIT {
    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    DataSource database;

    /// Noon of a day before all of which there are results.
    private Instant noon;

    @BeforeEach
    void findsADayWithoutResults() throws Exception {
        try (var connection = database.getConnection()) {
            var today = ResultPartitions.today(connection);
            var first = ResultPartitions.existing(connection).stream()
                    .map(ResultPartitions.Slot::day)
                    .min(LocalDate::compareTo)
                    .orElse(today);
            noon = first.minusDays(8).atTime(12, 0).toInstant(ZoneOffset.UTC);
            DayPartitions.cover(connection, today);
        }
    }

    @Test
    void makesStepsOfMinutes() throws Exception {
        long series = series("minutes");
        for (int minute = 0; minute < 60; minute++) {
            minute(series, noon.plusSeconds(60L * minute), new StoredHours.Counts(minute == 7 ? 1 : 19, 0, 20_000));
        }
        minute(series, noon.plusSeconds(60), new StoredHours.Counts(0, 4, 20_000));
        minute(series, noon.plusSeconds(120), new StoredHours.Counts(1, 1, 90_000));

        var minutes = chart("minutes", noon, Duration.ofHours(1), 300);
        assertEquals(60_000_000, minutes.get("stepUs").asLong(), "of 15 s that results would have");
        assertEquals(60, minutes.get("points").size());
        var two = minutes.at("/points/2");
        assertEquals(noon.plusSeconds(120), Instant.parse(two.get("at").asText()));
        assertEquals(21, two.get("count").asLong());
        assertEquals(1, two.get("unanswered").asLong());
        assertEquals((19 * 20_000 + 90_000) / 20.0, two.get("meanUs").asDouble());
        assertEquals(20_000, two.get("p95Us").asDouble(), 200, "of all values, a twentieth of them slow");
        assertEquals(90_000, two.get("maxUs").asDouble());

        var steps = chart("minutes", noon.minus(DAY), DAY.plus(DAY), 300);
        assertEquals(600_000_000, steps.get("stepUs").asLong());
        assertEquals(6, steps.get("points").size());
        var first = steps.at("/points/0");
        assertEquals(9 * 19 + 1 + 4 + 2, first.get("count").asLong());
        assertEquals(5, first.get("unanswered").asLong());
        assertEquals(20_000, first.get("p95Us").asDouble(), 200);
    }

    @Test
    void makesStepsOfHoursOfWhatMinutesDoNotReach() throws Exception {
        long series = series("only-hours");
        StoredHours.insert(database, "rollup_1h", series, noon, new StoredHours.Counts(60, 0, 20_000));
        minute(series, noon.plus(DAY), new StoredHours.Counts(1, 0, 30_000));

        var hours = chart("only-hours", noon.plusSeconds(600), Duration.ofHours(1), 300);
        assertEquals(3_600_000_000L, hours.get("stepUs").asLong());
        assertEquals(1, hours.get("points").size());
        assertEquals(60, hours.at("/points/0/count").asLong());
    }

    @Test
    void makesThemOfResultsWhereTheSeriesIsYounger() throws Exception {
        Instant at = Instant.now().minusSeconds(120);
        var result = Samples.ping("young", "web", at);
        StoredResults.insert(database, List.of(result));
        Instant before = at.truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
        minute(result.series(), before, new StoredHours.Counts(1, 0, 30_000));

        var days = Duration.ofDays(20);
        var results = chart("young", at.plusSeconds(60).minus(days), days, 1_000);
        assertEquals(0, results.get("stepUs").asLong());
        assertEquals(1, results.get("points").size());
    }

    /// Of which the results are gone: its name stays.
    private long series(String probe) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "INSERT INTO series (series_id, probe, target, check_name, family, test, first_seen)"
                                + " VALUES (?, ?, 'web', 'ping', 'ipv4', 'ping', ?)")) {
            long series = Ids.series(probe, "web", "ping", Family.IPV4);
            statement.setLong(1, series);
            statement.setString(2, probe);
            statement.setObject(3, SqlValues.utc(noon.plusSeconds(1)));
            statement.executeUpdate();
            return series;
        }
    }

    private void minute(long series, Instant start, StoredHours.Counts counts) throws SQLException {
        StoredHours.insert(database, "rollup_1m", series, start, counts);
    }

    private static JsonNode chart(String probe, Instant from, Duration length, int points) throws Exception {
        return Http.get("/api/v1/series?probe=" + probe + "&target=web&check=ping&from=" + from + "&to="
                        + from.plus(length) + "&points=" + points)
                .json();
    }
}
