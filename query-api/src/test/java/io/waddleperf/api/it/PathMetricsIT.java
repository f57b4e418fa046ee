package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.exposition.OpenMetrics;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class PathMetricsIT {
    private static final String PATH = "/metrics/paths";

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    private TwoSites sites;

    @BeforeEach
    void make() throws Exception {
        sites = TwoSites.of(database, configuration);
    }

    private Http.Answer scrape(String query, String caller, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = String.valueOf(sites.authorization(caller));
        System.arraycopy(headers, 0, all, 2, headers.length);
        return Http.get(PATH + query, all);
    }

    private static String labels(String mark) {
        return "{probe=\"probe-" + mark + "\",site=\"site-" + mark + "\",target=\"target-" + mark + "\"}";
    }

    private static String seriesLabels(String mark) {
        return labels(mark).replace("{probe", "{check=\"ping\",family=\"ipv4\",probe");
    }

    @Test
    void tellsPathsAndTheNewestNumbersOfTheirSeries() throws Exception {
        StoredResults.insert(database, List.of(Samples.ping("probe-fra7", "target-fra7", Instant.now())));
        var answer = scrape("", "viewer");
        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", type(answer));
        Map<String, Double> read = OpenMetrics.read(answer.response().body());
        assertEquals(0, read.get("waddleperf_path_state" + labels("fra7")));
        assertEquals(2, read.get("waddleperf_path_tier" + labels("fra7")), "the stories say that it is diagnosed");
        assertEquals(1, read.get("waddleperf_path_incident" + labels("fra7")));
        assertEquals(1, read.get("probe_success" + seriesLabels("fra7")));
        assertEquals(0.02, read.get("probe_duration_seconds" + seriesLabels("fra7")));
        assertEquals(0, read.get("waddleperf_paths_left_out"));
        assertTrue(read.getOrDefault("waddleperf_paths{state=\"healthy\"}", 0.0) >= 1);
    }

    @Test
    void aTokenOfASiteReadsThatSiteOnly() throws Exception {
        for (String mark : List.of(TwoSites.FRA, TwoSites.BER)) {
            String other = mark.equals(TwoSites.FRA) ? TwoSites.BER : TwoSites.FRA;
            String caller = mark.equals(TwoSites.FRA) ? "viewer@fra" : "viewer@ber";
            String page = scrape("", caller).response().body();
            var read = OpenMetrics.read(page);
            assertTrue(read.containsKey("waddleperf_path_state" + labels(mark)));
            assertFalse(page.contains(other), caller);
            long paths = read.keySet().stream()
                    .filter(name -> name.startsWith("waddleperf_path_state{"))
                    .count();
            assertEquals(
                    (double) paths,
                    read.entrySet().stream()
                            .filter(one -> one.getKey().startsWith("waddleperf_paths{"))
                            .mapToDouble(Map.Entry::getValue)
                            .sum());
        }
    }

    @Test
    void maySplitAScrape() throws Exception {
        var read =
                OpenMetrics.read(scrape("?site=site-ber7", "viewer").response().body());
        assertTrue(read.containsKey("waddleperf_path_state" + labels("ber7")));
        assertNull(read.get("waddleperf_path_state" + labels("fra7")));
        assertEquals(400, scrape("?site=a%20b", "viewer").status());
    }

    @Test
    void anOlderPrometheusGetsItsTextFormat() throws Exception {
        var answer = scrape("", "viewer", "Accept", "text/plain;version=0.0.4;q=0.5");
        assertEquals("text/plain; version=0.0.4; charset=utf-8", type(answer));
        OpenMetrics.read(answer.response().body());
        var both = scrape("", "viewer", "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertTrue(type(both).startsWith("application/openmetrics-text"), type(both));
    }

    @Test
    void nothingElseIsThere() throws Exception {
        assertEquals(401, Http.get(PATH).status());
        assertEquals(401, Http.get("/metrics").status());
        assertEquals(401, Http.get("/metrics;a/paths").status());
        assertEquals(
                404,
                Http.get("/metrics", "Authorization", String.valueOf(sites.authorization("admin")))
                        .status());
    }

    private static String type(Http.Answer answer) {
        return answer.header("Content-Type").replaceAll(";\\s*", "; ");
    }
}
