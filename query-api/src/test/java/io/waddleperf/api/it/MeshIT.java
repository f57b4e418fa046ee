package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class MeshIT {
    private static final io.waddleperf.contracts.Test PING = io.waddleperf.contracts.Test.PING;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    private TwoSites sites;

    @BeforeEach
    void make() throws Exception {
        sites = TwoSites.of(database, configuration);
    }

    private static Result ping(String mark, String target, Instant at, double rttUs) {
        var metrics = Metrics.builder()
                .put(Metric.RTT_MEAN_US, rttUs)
                .put(Metric.LOSS_RATIO, 0.25)
                .build();
        return Samples.result("probe-" + mark, target, PING, at, new Outcome.Measured(), metrics);
    }

    private static Result down(String mark, String target, Instant at) {
        return Samples.failed("probe-" + mark, target, PING, at, new Outcome.TimedOut(1_000_000));
    }

    private JsonNode mesh(String query, String caller) throws Exception {
        var answer = Http.get("/api/v1/mesh?" + query, "Authorization", String.valueOf(sites.authorization(caller)));
        assertEquals(200, answer.status(), answer.response()::body);
        return answer.json();
    }

    /// By `probe target`.
    private static Map<String, String> cells(JsonNode mesh) {
        var cells = new TreeMap<String, String>();
        var columns = mesh.get("cells");
        for (int i = 0; i < columns.get("probe").size(); i++) {
            String probe =
                    mesh.at("/probes/id/" + columns.at("/probe/" + i).asInt()).asText();
            String target =
                    mesh.at("/targets/id/" + columns.at("/target/" + i).asInt()).asText();
            cells.put(probe + ' ' + target, columns.at("/check/" + i).asText() + ' ' + columns.at("/value/" + i));
        }
        return cells;
    }

    @Test
    void tellsANumberOfEachPathNowAndThen() throws Exception {
        Instant earlier = now.minus(Duration.ofHours(2));
        StoredResults.insert(
                database,
                List.of(
                        ping(TwoSites.FRA, "mesh-a", earlier.minusSeconds(300), 1_000),
                        ping(TwoSites.FRA, "mesh-a", earlier.minusSeconds(10), 2_000),
                        ping(TwoSites.FRA, "mesh-a", earlier.plusSeconds(10), 3_000),
                        ping(TwoSites.FRA, "mesh-b", earlier.minusSeconds(1_000), 4_000),
                        down(TwoSites.BER, "mesh-a", earlier.minusSeconds(5)),
                        ping(TwoSites.FRA, "mesh-a", now.minusSeconds(5), 5_000),
                        down(TwoSites.FRA, "mesh-b", now.minusSeconds(6)),
                        ping(TwoSites.BER, "mesh-a", now.minusSeconds(1_000), 6_000)));
        var answer = mesh("metric=rttMeanUs&at=" + earlier, "viewer");
        assertEquals(
                earlier.minusSeconds(900),
                Instant.parse(answer.get("freshAfter").asText()));
        var then = cells(answer);
        assertEquals("ping 2000.0", then.get("probe-fra7 mesh-a"), then::toString);
        assertEquals("ping null", then.get("probe-ber7 mesh-a"), "it was asked and did not answer");
        assertFalse(then.containsKey("probe-fra7 mesh-b"), "older than a quarter of an hour");
        var longer = cells(mesh("metric=rttMeanUs&withinS=2000&at=" + earlier, "viewer"));
        assertEquals("ping 4000.0", longer.get("probe-fra7 mesh-b"));
        var tooLong = Http.get(
                "/api/v1/mesh?metric=rttMeanUs&withinS=3601&at=" + earlier,
                "Authorization",
                String.valueOf(sites.authorization("viewer")));
        assertEquals(400, tooLong.status());
        assertTrue(tooLong.response().body().contains("at most 3600 where at is given"), tooLong.response()::body);

        var latest = cells(mesh("metric=rttMeanUs", "viewer"));
        assertEquals("ping 5000.0", latest.get("probe-fra7 mesh-a"));
        assertEquals("ping null", latest.get("probe-fra7 mesh-b"));
        assertFalse(latest.containsKey("probe-ber7 mesh-a"), latest::toString);
        assertEquals("ping 0.25", cells(mesh("metric=lossRatio", "viewer")).get("probe-fra7 mesh-a"));
        assertFalse(cells(mesh("metric=totalUs", "viewer")).containsKey("probe-fra7 mesh-b"), "no ping has it");
    }

    @Test
    void isOfHoursWhereResultsAreNotKeptAnyMore() throws Exception {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(60));
        var series = ping(TwoSites.FRA, "mesh-old", now, 1);
        StoredResults.insert(database, List.of(series));
        storeHour(series, hour, 1, 7_000);
        storeHour(series, hour, 2, 90_000);
        storeHour(series, hour.plus(1, ChronoUnit.HOURS), 1, 8_000);
        Instant over = hour.plus(1, ChronoUnit.HOURS);
        var mesh = mesh("metric=rttMeanUs&at=" + over.plusSeconds(1_800), "viewer");
        assertEquals("hours", mesh.get("source").asText());
        assertTrue(mesh.get("freshAfter").isNull(), "all is of one hour");
        assertEquals("ping 7000.0", cells(mesh).get("probe-fra7 mesh-old"), "of tier 1, and of the hour that was over");
        assertEquals(hour.toEpochMilli(), mesh.at("/cells/atMs/0").asLong());
        assertEquals(
                "ping 0.25",
                cells(mesh("metric=lossRatio&at=" + over, "viewer")).get("probe-fra7 mesh-old"));
    }

    private void storeHour(Result series, Instant start, int tier, double mean) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "INSERT INTO rollup_1h (series_id, start_at, part, tier, results, answered, failed, sent, received,"
                                + " metric, min_value, mean_value, max_value) VALUES"
                                + " (?, ?, ?, ?, 4, 3, 1, 40, 30, 'rttMeanUs', 1, ?, 9)")) {
            statement.setLong(1, series.series());
            statement.setObject(2, SqlValues.utc(start));
            statement.setBytes(3, SqlValues.bytes(Ids.uuid("mesh", start.toString(), String.valueOf(tier))));
            statement.setInt(4, tier);
            statement.setDouble(5, mean);
            statement.executeUpdate();
        }
    }

    /// Nothing of a window is not the same as a time of which nothing is kept.
    @Test
    void showsNoHourOfATimeWhoseResultsAreKept() throws Exception {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
        var series = ping(TwoSites.FRA, "mesh-gap", hour.plusSeconds(60), 1_000);
        StoredResults.insert(database, List.of(series));
        storeHour(series, hour, 1, 7_000);
        var mesh = mesh("metric=rttMeanUs&check=ping&at=" + hour.plusSeconds(7_000), "viewer");
        assertEquals("results", mesh.get("source").asText());
        assertFalse(cells(mesh).containsKey("probe-fra7 mesh-gap"), mesh::toString);
    }

    @Test
    void showsEachTheirOwnRows() throws Exception {
        StoredResults.insert(
                database,
                List.of(
                        ping(TwoSites.FRA, "mesh-own", now.minusSeconds(5), 5_000),
                        ping(TwoSites.BER, "mesh-own", now.minusSeconds(5), 5_000)));
        var mine = mesh("metric=rttMeanUs", "viewer@fra");
        assertTrue(cells(mine).containsKey("probe-fra7 mesh-own"));
        assertFalse(mine.toString().contains(TwoSites.BER), mine::toString);
        var site = mesh("metric=rttMeanUs&site=site-ber7", "viewer");
        assertEquals("[\"probe-ber7\"]", site.at("/probes/id").toString());
        assertEquals("[\"site-ber7\"]", site.at("/probes/site").toString());
    }
}
