package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.geo.AddressFiles;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Result;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
@WithTestResource(AddressFiles.class)
final class GeoIT {
    /// The paths are kept for some seconds.
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String DOCUMENTS = "/api/v1/documents";
    private static final String FAR = "/api/v1/targets/geo-far";
    private static final String SYDNEY = "{\"latitude\":-33.87,\"longitude\":151.21,\"country\":\"AU\"}";
    private static final Probe MOVING = new Probe("geo-1", "geo-site", true, Map.of(), 1);

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    @Inject
    ConfigurationEdits edits;

    private TwoSites sites;

    @BeforeEach
    void state() throws Exception {
        sites = TwoSites.of(database, configuration);
        edits.putProbe(MOVING, Caller.SYSTEM);
        apply(site(TwoSites.FRA, 50.11, 8.68), site(TwoSites.BER, 52.52, 13.405));
        TwoSites.put(FAR, "{\"address\":\"192.0.2.99\",\"location\":" + SYDNEY + "}");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        StoredResults.insert(
                database,
                List.of(
                        Samples.ping("probe-" + TwoSites.FRA, "geo-far", now.minusSeconds(65)),
                        down(TwoSites.FRA, now.minusSeconds(5)),
                        Samples.ping("probe-" + TwoSites.BER, "geo-far", now.minusSeconds(65)),
                        down(TwoSites.BER, now.minusSeconds(5))));
    }

    /// Other tests share the service.
    @AfterEach
    void forget() throws Exception {
        TwoSites.admin(
                "POST",
                DOCUMENTS,
                "{\"remove\":[{\"kind\":\"Site\",\"name\":\"site-fra7\"},{\"kind\":\"Site\",\"name\":\"site-ber7\"},"
                        + "{\"kind\":\"ProbeTags\",\"name\":\"geo-1\"},{\"kind\":\"Target\",\"name\":\"geo-far\"}]}");
        edits.putProbe(new Probe("geo-1", "geo-site", false, Map.of(), 1), Caller.SYSTEM);
    }

    private static Result down(String mark, Instant at) {
        return Samples.failed(
                "probe-" + mark, "geo-far", io.waddleperf.contracts.Test.PING, at, new Outcome.TimedOut(1_000_000));
    }

    private static String document(String kind, String name, String spec) {
        return "{\"apiVersion\":\"waddleperf.io/v1\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"},\"spec\":%s}"
                .formatted(kind, name, spec);
    }

    private static String site(String mark, double latitude, double longitude) {
        return document(
                "Site",
                "site-" + mark,
                "{\"location\":{\"latitude\":%s,\"longitude\":%s,\"country\":\"DE\",\"timeZone\":\"Europe/Berlin\"}}"
                        .formatted(latitude, longitude));
    }

    private static JsonNode apply(String... documents) throws Exception {
        return TwoSites.admin("POST", DOCUMENTS, "{\"documents\":[" + String.join(",", documents) + "]}");
    }

    private JsonNode geo(String query, String caller) throws Exception {
        var answer = Http.get("/api/v1/geo" + query, "Authorization", String.valueOf(sites.authorization(caller)));
        assertEquals(200, answer.status(), answer.response()::body);
        return answer.json();
    }

    private JsonNode drawn(String caller, String probe) throws Exception {
        Await.until(
                "the path is on the map",
                SOON,
                () -> !arc(geo("", caller), probe).isMissingNode());
        return geo("", caller);
    }

    private static JsonNode arc(JsonNode geo, String probe) {
        return named(geo.get("arcs"), "probe", probe);
    }

    private static JsonNode site(JsonNode geo, String name) {
        return named(geo.get("sites"), "site", name);
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        for (JsonNode item : list) {
            if (item.get(field).asText().equals(name)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void showsSitesCountriesAndUnhealthyPaths() throws Exception {
        var geo = drawn("viewer", "probe-fra7");
        var site = site(geo, "site-fra7");
        assertEquals(50.11, site.at("/location/latitude").asDouble());
        assertEquals("site", site.get("statedBy").asText());
        assertTrue(site.get("localTime").asText().matches(".*\\+0[12]:00"), site::toString);
        assertEquals(1, site.at("/probes/neverSeen").asInt());
        assertEquals("failing", site.at("/paths/state").asText());
        var germany = named(geo.get("countries"), "country", "DE");
        assertEquals("[\"site-ber7\",\"site-fra7\"]", germany.get("sites").toString());
        assertTrue(germany.at("/paths/failing").asInt() >= 2, germany::toString);
        var arc = arc(geo, "probe-fra7");
        assertEquals("geo-far", arc.get("target").asText());
        assertEquals("site-fra7", arc.get("site").asText());
        assertEquals(8.68, arc.at("/from/longitude").asDouble());
        assertEquals(151.21, arc.at("/to/longitude").asDouble());
        assertEquals("failing", arc.get("state").asText());
        assertEquals("site", arc.get("fromSource").asText());
        assertEquals("stated", arc.get("toSource").asText());

        var few = geo("?arcs=0", "viewer");
        assertTrue(few.get("arcs").isEmpty());
        assertEquals(geo.get("arcs").size(), few.get("moreArcs").asInt());
    }

    @Test
    void drawsATargetWhoseAddressIsListedWhereNobodyStatesAPosition() throws Exception {
        TwoSites.put(FAR, "{\"address\":\"203.0.113.99\"}");
        Await.until(
                "the way leads to Tokyo",
                SOON,
                () -> arc(geo("", "viewer"), "probe-fra7")
                        .path("toSource")
                        .asText()
                        .equals("geoip"));
        var arc = arc(geo("", "viewer"), "probe-fra7");
        assertEquals("JP", arc.at("/to/country").asText());
        assertEquals(139.69, arc.at("/to/longitude").asDouble());
    }

    @Test
    void saysWhoseNetworksAddressesAreOf() throws Exception {
        String query = "/networks?address=203.0.113.99&address=10.0.0.1&address=2001:db8:0:0:0:0:0:7";
        var items = geo(query, "viewer").get("items");
        assertEquals(2, items.size(), items::toString);
        assertEquals(
                "{\"address\":\"203.0.113.99\",\"asn\":64500,\"organization\":\"Example Transit\"}",
                items.get(0).toString());
        assertEquals("2001:db8:0:0:0:0:0:7", items.get(1).get("address").asText());
        for (String wrong : List.of("", "?address=example.net", "?address=192.0.2.7.1")) {
            var refused = Http.get(
                    "/api/v1/geo/networks" + wrong, "Authorization", String.valueOf(sites.authorization("viewer")));
            assertEquals(400, refused.status(), refused.response()::body);
            assertEquals("address", refused.json().at("/errors/0/field").asText());
        }
    }

    @Test
    void showsEachTheirOwnPartOfTheWorld() throws Exception {
        var mine = drawn("viewer@fra", "probe-fra7");
        assertFalse(mine.toString().contains(TwoSites.BER), mine::toString);
        assertEquals("[\"site-fra7\"]", mine.at("/countries/0/sites").toString());
        var documents =
                Http.get(DOCUMENTS + "?kind=Site", "Authorization", String.valueOf(sites.authorization("viewer@fra")));
        assertEquals(1, documents.json().get("items").size(), documents.response()::body);
    }

    @Test
    void aProbeStatesItsOwnPositionAndKeepsItWhereItJoinsAnew() throws Exception {
        Await.until(
                "it is without a position",
                SOON,
                () -> geo("", "viewer").at("/unplaced/probes/names").toString().contains("\"geo-1\""));
        String tags = document(
                "ProbeTags",
                "geo-1",
                "{\"labels\":{},\"location\":{\"latitude\":0.5,\"longitude\":-78.5,\"country\":\"EC\"}}");
        var applied = apply(tags);
        assertEquals("changed", applied.at("/items/0/result").asText(), applied::toString);
        assertEquals("unchanged", apply(tags).at("/items/0/result").asText());
        edits.putProbe(MOVING, Caller.SYSTEM);
        Await.until(
                "its site is there",
                SOON,
                () -> !site(geo("", "viewer"), "geo-site").isMissingNode());
        var site = site(geo("", "viewer"), "geo-site");
        assertEquals("probe", site.get("statedBy").asText());
        assertTrue(site.get("localTime").isNull());
        assertEquals(-78.5, site.at("/location/longitude").asDouble());
        var moved = edits.putProbe(new Probe("geo-1", "geo-site-2", true, Map.of(), 1), Caller.SYSTEM);
        assertNull(moved.value().location(), "what was said of the old site does not hold at the new one");
    }

    @Test
    void keepsWhereATargetIsAndSaysWhereThatIsWrong() throws Exception {
        var target = TwoSites.admin("GET", FAR, "");
        assertEquals("AU", target.at("/location/country").asText());
        TwoSites.put(FAR, target.toString());
        assertEquals(target.get("version"), TwoSites.admin("GET", FAR, "").get("version"), "nothing has changed");
        var wrong = Http.any(
                "PUT",
                FAR,
                "{\"address\":\"192.0.2.99\",\"location\":{\"latitude\":91,\"longitude\":0}}",
                "Authorization",
                String.valueOf(sites.authorization("admin")),
                "Content-Type",
                "application/json");
        assertEquals(400, wrong.status(), wrong.response()::body);
        assertEquals("location.latitude", wrong.json().at("/errors/0/field").asText());
        assertEquals(
                "must be a number of degrees from -90 to 90, not 91.0",
                wrong.json().at("/errors/0/detail").asText());
    }

    @Test
    void onlyWhoeverSeesAllStatesWhereSitesAre() throws Exception {
        var refused = Http.any(
                "POST",
                DOCUMENTS,
                "{\"documents\":[" + site(TwoSites.FRA, 1, 2) + "]}",
                "Authorization",
                String.valueOf(sites.authorization("maintainer@fra")),
                "Content-Type",
                "application/json");
        assertEquals("refused", refused.json().at("/items/0/result").asText(), refused.response()::body);
        var site = site(drawn("viewer", "probe-fra7"), "site-fra7");
        assertEquals(50.11, site.at("/location/latitude").asDouble());
    }
}
