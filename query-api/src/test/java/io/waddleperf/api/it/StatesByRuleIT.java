package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.exposition.OpenMetrics;
import io.waddleperf.api.fleet.FleetReader;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The lists say of a path what the operators' rules say.
@QuarkusTest
@WithTestResource(RealServers.class)
final class StatesByRuleIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String RULE = "/api/v1/thresholds/ruled";
    private static final String PROBE = "ruled";

    @Inject
    DataSource database;

    /// Those of other tests that match everything.
    @BeforeEach
    void removeRulesOfAll() throws Exception {
        for (var rule : Http.get("/api/v1/thresholds").json().get("items")) {
            if (rule.get("origin").asText().equals("api") && rule.get("match").isEmpty()) {
                Http.delete("/api/v1/thresholds/" + rule.get("id").asText());
            }
        }
    }

    @AfterEach
    void fallBack() throws Exception {
        Http.delete(RULE);
    }

    private static void put(String rule) throws Exception {
        var answer = Http.put(RULE, "{\"match\":{\"probe\":\"ruled\"}," + rule + "}");
        assertEquals(2, answer.status() / 100, answer.response()::body);
    }

    /// Also who listens to the snapshot, which is kept for a second, and Prometheus.
    private static void becomes(String target, String state, String reason) throws Exception {
        var path = Http.get("/api/v1/paths?probe=ruled&target=" + target).json().at("/items/0");
        assertEquals(
                state + ' ' + reason,
                path.get("state").asText() + ' ' + path.get("reason").asText());
        Await.until(
                "the snapshot says so",
                SOON,
                () -> new FleetReader(
                                Http.get("/api/v1/paths/snapshot").response().body())
                        .paths()
                        .getOrDefault(PROBE + ' ' + target, "")
                        .startsWith(state + ' '));
        double code = OpenMetrics.read(
                        Http.get("/metrics/paths?probe=ruled").response().body())
                .entrySet()
                .stream()
                .filter(one -> one.getKey().startsWith("waddleperf_path_state{")
                        && one.getKey().contains("\"" + target + "\""))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertEquals(
                List.of("healthy", "unproven", "stale", "breaching", "failing").indexOf(state), code);
    }

    private void store(Result... results) throws Exception {
        StoredResults.insert(database, List.of(results));
    }

    private static Result ping(String target, Instant at, double rttUs, int lost) {
        var metrics = Metrics.builder()
                .put(Metric.PACKETS_SENT, 10)
                .put(Metric.PACKETS_RECEIVED, 10 - lost)
                .put(Metric.LOSS_RATIO, lost / 10.0)
                .put(Metric.RTT_MEAN_US, rttUs)
                .build();
        return Samples.result(PROBE, target, io.waddleperf.contracts.Test.PING, at, new Outcome.Measured(), metrics);
    }

    @Test
    void aLimitOfOnesOwnMakesAHealthyPathBreachAndItsRemovalMakesItWellAgain() throws Exception {
        store(ping("near", Instant.now(), 50_000, 0));
        becomes("near", "healthy", "");
        put("\"metric\":\"rttMeanUs\",\"enter\":40000");
        becomes("near", "breaching", "ping: rttMeanUs 50000 > 40000 (rule ruled)");
        put("\"metric\":\"rttMeanUs\",\"enter\":60000");
        becomes("near", "healthy", "");
        put("\"metric\":\"rttMeanUs\",\"enter\":30000");
        becomes("near", "breaching", "ping: rttMeanUs 50000 > 30000 (rule ruled)");
        assertEquals(204, Http.delete(RULE).status());
        becomes("near", "healthy", "");
    }

    @Test
    void aHigherLimitMakesABreachingPathHealthy() throws Exception {
        store(ping("far", Instant.now(), 180_000, 0));
        becomes("far", "breaching", "ping: rttMeanUs 180000 > 100000");
        put("\"metric\":\"rttMeanUs\",\"enter\":250000");
        becomes("far", "healthy", "");
        put("\"metric\":\"rttMeanUs\",\"enter\":1,\"enabled\":false");
        becomes("far", "healthy", "");
        assertEquals(204, Http.delete(RULE).status());
        becomes("far", "breaching", "ping: rttMeanUs 180000 > 100000");
    }

    @Test
    void aTargetThatNeedNotAnswerDoesNotFail() throws Exception {
        Instant now = Instant.now();
        store(
                ping("mute", now.minusSeconds(60), 50, 0),
                Samples.failed(PROBE, "mute", io.waddleperf.contracts.Test.PING, now, new Outcome.TimedOut(1_000_000)));
        becomes("mute", "failing", "ping: no answer within 1 s");
        put("\"metric\":\"unanswered\",\"enter\":0.5,\"enabled\":false");
        becomes("mute", "unproven", "ping: no answer within 1 s; by no rule a breach");
    }

    /// One packet of ten is 10 %, and 1 % of the last hundred.
    @Test
    void lossIsThatOfTheLastHundredPackets() throws Exception {
        Instant now = Instant.now();
        var once = new ArrayList<Result>();
        var often = new ArrayList<Result>();
        for (int i = 12; i >= 0; i--) {
            Instant at = now.minusSeconds(30L * i);
            once.add(ping("once", at, 50, i == 0 || i > 9 ? 1 : 0));
            often.add(ping("often", at, 50, i % 2 == 0 ? 2 : 0));
        }
        store(once.toArray(Result[]::new));
        store(often.toArray(Result[]::new));
        becomes("once", "healthy", "");
        becomes("often", "breaching", "ping: recentLossRatio 0.1 > 0.05");
        put("\"metric\":\"recentLossRatio\",\"enter\":0.2");
        becomes("often", "healthy", "");
        store(ping("often", now.plusSeconds(1), 50, 0));
        assertEquals(204, Http.delete(RULE).status());
        becomes("often", "healthy", "");
    }
}
