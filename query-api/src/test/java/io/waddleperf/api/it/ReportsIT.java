package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.SqlValues;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reports of hours that are stored as the sink does. Noon of yesterday is the middle of each, so that the day is one.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class ReportsIT {
    private final Instant noon =
            LocalDate.now(ZoneOffset.UTC).minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    private final String path = "/api/v1/reports/availability?from=" + noon.minus(Duration.ofHours(4)) + "&to="
            + noon.plus(Duration.ofHours(4));

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    private TwoSites sites;

    @BeforeEach
    void make() throws Exception {
        sites = TwoSites.of(database, configuration);
        try (var connection = database.getConnection()) {
            DayPartitions.cover(connection, noon.atZone(ZoneOffset.UTC).toLocalDate());
            run(connection, "DELETE FROM rollup_1h");
            run(connection, "DELETE FROM rollup_1m");
            run(
                    connection,
                    "DELETE FROM run_event WHERE due_at BETWEEN ? AND ?",
                    SqlValues.utc(noon.minus(Duration.ofHours(4))),
                    SqlValues.utc(noon.plus(Duration.ofHours(4))));
        }
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private JsonNode report(String query, String caller) throws Exception {
        var answer = Http.get(path + query, "Authorization", String.valueOf(sites.authorization(caller)));
        assertEquals(200, answer.status(), answer.response()::body);
        return answer.json();
    }

    private void store(String table, String mark, Instant start, int answered, int failed, double eachUs)
            throws SQLException {
        long series = Ids.series("probe-" + mark, "target-" + mark, "ping", Family.IPV4);
        StoredHours.insert(database, table, series, start, new StoredHours.Counts(answered, failed, eachUs));
    }

    /// A slot without an ending.
    private void storeMissed(String mark, Instant due) throws Exception {
        var missed = RunEvent.of(
                        Ids.uuid("missed", mark, due.toString()),
                        null,
                        "probe-" + mark,
                        RunEvent.Kind.MISSED,
                        due,
                        "no ending")
                .about(new RunEvent.Subject("target-" + mark, "ping", 1, "plan-" + mark, due, null));
        new Stories(database).store(missed);
    }

    @Test
    void addsHoursUpByWhatIsAskedFor() throws Exception {
        store("rollup_1h", TwoSites.FRA, noon, 90, 10, 1_000);
        store("rollup_1h", TwoSites.FRA, noon.plus(1, ChronoUnit.HOURS), 100, 0, 9_000);
        store("rollup_1h", TwoSites.BER, noon, 50, 50, 5_000);
        store("rollup_1h", TwoSites.BER, noon.plus(9, ChronoUnit.HOURS), 0, 60, 5_000);
        storeMissed(TwoSites.FRA, noon);

        var rows = report("", "viewer").get("items");
        assertEquals(2, rows.size(), rows::toString);
        var fra = rows.get(1);
        assertEquals("probe-fra7", fra.get("probe").asText());
        assertEquals("target-fra7", fra.get("target").asText());
        assertEquals(0.95, fra.get("availability").asDouble());
        assertEquals(200, fra.get("results").asLong());
        assertEquals(2, fra.get("hours").asLong());
        assertEquals(1, fra.get("missed").asLong());
        assertEquals(9_000, fra.get("p95").asDouble(), 90);
        assertEquals(1_000, fra.get("min").asDouble());
        assertEquals(0.5, rows.get(0).get("availability").asDouble(), "the hour after the end is none of it");

        var all = report("&by=month", "viewer").get("items");
        assertEquals(1, all.size(), all::toString);
        assertEquals(noon.toString().substring(0, 7), all.get(0).get("month").asText());
        assertEquals(0.8, all.get(0).get("availability").asDouble());
        assertTrue(all.get(0).get("probe").isNull());

        var bySite = report("&by=site,day&site=site-ber7&percentiles=false", "viewer")
                .get("items");
        assertEquals(1, bySite.size(), bySite::toString);
        assertEquals("site-ber7", bySite.get(0).get("site").asText());
        assertEquals(noon.toString().substring(0, 10), bySite.get(0).get("day").asText());
        assertTrue(bySite.get(0).get("p95").isNull());
        assertEquals(5_000, bySite.get(0).get("mean").asDouble());
        assertEquals(
                0, report("&metric=totalUs", "viewer").at("/items/0/measured").asLong());
    }

    @Test
    void leavesMaintenanceOutToTheMinute() throws Exception {
        Instant begin = noon.plus(90, ChronoUnit.MINUTES);
        Instant end = noon.plus(3, ChronoUnit.HOURS);
        var work = new Silence(
                "work-fra7",
                Silence.Kind.MAINTENANCE,
                Map.of("site", "site-fra7"),
                begin,
                end,
                "new cables",
                "test",
                1);
        try (var connection = database.getConnection()) {
            run(
                    connection,
                    "INSERT INTO silence (id, document, version, origin) VALUES (?, ?, 1, 'api')",
                    work.id(),
                    WireCodec.text(work));
        }
        try {
            store("rollup_1h", TwoSites.FRA, noon, 60, 0, 1_000);
            store("rollup_1h", TwoSites.FRA, noon.plus(1, ChronoUnit.HOURS), 30, 30, 1_000);
            for (int minute = 60; minute < 120; minute++) {
                boolean up = minute < 89 || minute == 95;
                store("rollup_1m", TwoSites.FRA, noon.plus(minute, ChronoUnit.MINUTES), up ? 1 : 0, up ? 0 : 1, 1_000);
            }
            store("rollup_1h", TwoSites.FRA, noon.plus(2, ChronoUnit.HOURS), 0, 60, 1_000);
            store("rollup_1h", TwoSites.BER, noon.plus(2, ChronoUnit.HOURS), 0, 60, 1_000);
            for (int minute = 58; minute < 182; minute++) { // two before, two after the hours of the work
                storeMissed(TwoSites.FRA, noon.plus(minute, ChronoUnit.MINUTES));
            }
            storeMissed(TwoSites.BER, noon.plus(2, ChronoUnit.HOURS));
            var rows = report("", "viewer").get("items");
            var fra = rows.get(1);
            assertEquals(4, fra.get("missed").asLong());
            assertEquals(1, rows.get(0).get("missed").asLong());
            assertEquals(90, fra.get("results").asLong(), "an hour and the 30 minutes before the work began");
            assertEquals(1, fra.get("failed").asLong());
            assertEquals(2, fra.get("maintenanceHours").asLong());
            assertEquals(60, rows.get(0).get("failed").asLong(), "nobody works on the other site");
        } finally {
            try (var connection = database.getConnection()) {
                run(connection, "DELETE FROM silence WHERE id = ?", work.id());
            }
        }
    }

    @Test
    void tellsEachTheirOwnSite() throws Exception {
        store("rollup_1h", TwoSites.FRA, noon, 90, 10, 1_000);
        store("rollup_1h", TwoSites.BER, noon, 50, 50, 5_000);
        var mine = report("&by=site", "viewer@ber");
        assertEquals(1, mine.get("items").size(), mine::toString);
        assertEquals(0.5, mine.at("/items/0/availability").asDouble());
        assertFalse(mine.toString().contains(TwoSites.FRA), mine::toString);
        assertEquals(
                0.5,
                report("&by=month", "viewer@ber").at("/items/0/availability").asDouble());
    }

    @Test
    void comesAsCsvToWhoWantsIt() throws Exception {
        store("rollup_1h", TwoSites.BER, noon, 3, 1, 5_000);
        String authorization = String.valueOf(sites.authorization("viewer@ber"));
        var answer = Http.get(path + "&format=csv", "Authorization", authorization);
        assertEquals(200, answer.status(), answer.response()::body);
        assertTrue(answer.header("Content-Type").startsWith("text/csv"), answer.header("Content-Type"));
        assertTrue(answer.header("Content-Disposition").startsWith("attachment; filename=\"availability-"));
        String[] lines = answer.response().body().split("\r\n", -1);
        assertEquals(3, lines.length, answer.response()::body);
        assertTrue(lines[0].startsWith("month,day,site,probe,target,check,availability,"), lines[0]);
        assertTrue(lines[1].startsWith(",,,probe-ber7,target-ber7,,0.75,4,3,1,0,"), lines[1]);
        assertEquals("", lines[2]);
        var accepted = Http.get(path, "Authorization", authorization, "Accept", "text/csv");
        assertEquals(answer.response().body(), accepted.response().body());
    }

    @Test
    void refusesWhatIsTooMuch() throws Exception {
        String authorization = String.valueOf(sites.authorization("viewer"));
        try (var connection = database.getConnection()) {
            run(
                    connection,
                    "INSERT IGNORE INTO series (series_id, probe, target, check_name, family, test, first_seen)"
                            + " SELECT seq, CONCAT('much', seq), 'much', 'ping', 'ipv4', 'ping', NOW() FROM seq_1_to_400");
        }
        String all = "/api/v1/reports/availability?from=" + noon.minus(Duration.ofDays(390)) + "&to=" + noon;
        var answer = Http.get(all, "Authorization", authorization);
        assertEquals(400, answer.status());
        assertTrue(answer.response().body().contains("narrow it"), answer.response()::body);
        assertEquals(
                200,
                Http.get(all + "&site=site-fra7", "Authorization", authorization)
                        .status());
    }
}
