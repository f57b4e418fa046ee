package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class SparksIT {
    private static final io.waddleperf.contracts.Test PING = io.waddleperf.contracts.Test.PING;

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    private TwoSites sites;

    @BeforeEach
    void make() throws Exception {
        sites = TwoSites.of(database, configuration);
    }

    private static Result ping(String probe, Instant at, double rttUs) {
        var metrics = Metrics.builder()
                .put(Metric.PACKETS_RECEIVED, 10)
                .put(Metric.RTT_MIN_US, rttUs - 100)
                .put(Metric.RTT_MEAN_US, rttUs)
                .put(Metric.RTT_P95_US, rttUs + 100)
                .build();
        return Samples.result(probe, "spark", PING, at, new Outcome.Measured(), metrics);
    }

    private Http.Answer sparks(String query, String caller) throws Exception {
        return Http.get("/api/v1/series/sparks?" + query, "Authorization", String.valueOf(sites.authorization(caller)));
    }

    private static String series(String probe) {
        return "series=" + probe + "%20spark%20ping";
    }

    private static JsonNode item(JsonNode sparks, String probe) {
        for (JsonNode item : sparks.get("items")) {
            if (item.get("probe").asText().equals(probe)) {
                return item;
            }
        }
        throw new AssertionError("no " + probe + " in " + sparks);
    }

    @Test
    void tellsTheLastHourOfSeveralSeriesInSteps() throws Exception {
        String fra = "probe-" + TwoSites.FRA;
        String ber = "probe-" + TwoSites.BER;
        Instant step = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 120 * 120)
                .minus(Duration.ofMinutes(10));
        StoredResults.insert(
                database,
                List.of(
                        ping(fra, step, 1_000),
                        ping(fra, step.plusSeconds(60), 3_000),
                        Samples.failed(fra, "spark", PING, step.plusSeconds(90), new Outcome.TimedOut(1_000_000)),
                        ping(fra, step.plusSeconds(120), 5_000),
                        ping(fra, step.minus(Duration.ofHours(2)), 9_000),
                        ping(ber, step, 7_000)));

        JsonNode sparks = sparks(series(fra) + '&' + series(ber) + '&' + series("nobody"), "viewer")
                .json();

        Instant from = Instant.parse(sparks.get("from").asText());
        assertEquals(120_000_000, sparks.get("stepUs").asLong());
        assertEquals(2, sparks.get("items").size(), sparks::toString);
        int place = Math.toIntExact(Duration.between(from, step).dividedBy(Duration.ofMinutes(2)));
        JsonNode first = item(sparks, fra);
        assertEquals("rttMeanUs", first.get("headline").asText());
        assertEquals(1, first.at("/unanswered/" + place).asInt());
        assertEquals(900, first.at("/minUs/" + place).asDouble());
        assertEquals(2_000, first.at("/meanUs/" + place).asDouble());
        assertEquals(3_100, first.at("/p95Us/" + place).asDouble());
        assertEquals(5_000, first.at("/meanUs/" + (place + 1)).asDouble());
        assertEquals(30, first.get("meanUs").size());
        long measured = IntStream.range(0, 30)
                .filter(i -> !first.at("/meanUs/" + i).isNull())
                .count();
        assertEquals(2, measured, "what is older than an hour is not told");
        assertEquals(7_000, item(sparks, ber).at("/meanUs/" + place).asDouble());
    }

    /// The other family was tested once, and is no more.
    @Test
    void tellsOfTwoFamiliesTheOneThatIsStillTested() throws Exception {
        String fra = "probe-" + TwoSites.FRA;
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        StoredResults.insert(
                database,
                List.of(ping(fra, now.minus(Duration.ofMinutes(50)), 1_000), overIpv6(ping(fra, now, 4_000))));

        JsonNode item = item(sparks(series(fra), "viewer").json(), fra);

        assertEquals("ipv6", item.get("family").asText());
        assertEquals(4_000, item.at("/meanUs/29").asDouble(), item::toString);
    }

    private static Result overIpv6(Result one) {
        var command = Ids.command(one.cause(), 1, one.probe(), one.target(), one.check(), Family.IPV6);
        return new Result(
                Ids.result(command),
                command,
                one.runId(),
                one.probe(),
                one.target(),
                one.check(),
                one.test(),
                Family.IPV6,
                one.tier(),
                one.cause(),
                one.dueAt(),
                one.startedAt(),
                one.durationUs(),
                one.outcome(),
                one.metrics(),
                one.samples(),
                one.details(),
                one.quality());
    }

    @Test
    void tellsNothingOfProbesThatTheCallerDoesNotSee() throws Exception {
        String ber = "probe-" + TwoSites.BER;
        StoredResults.insert(database, List.of(ping(ber, Instant.now().truncatedTo(ChronoUnit.SECONDS), 1_000)));
        assertEquals(1, sparks(series(ber), "viewer@ber").json().get("items").size());
        assertEquals(0, sparks(series(ber), "viewer@fra").json().get("items").size());
    }

    @Test
    void saysHowManyItTakes() throws Exception {
        String many = IntStream.range(0, 41).mapToObj(i -> series("p" + i)).collect(Collectors.joining("&"));
        var answer = sparks(many, "viewer");
        assertEquals(400, answer.status());
        assertTrue(answer.response().body().contains("must be given 1 to 40 times"), answer.response()::body);
    }
}
