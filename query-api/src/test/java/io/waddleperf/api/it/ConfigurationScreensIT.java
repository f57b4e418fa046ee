package io.waddleperf.api.it;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Schedules and thresholds in a real browser: made, changed while somebody else changes them, removed and had
/// back, and every state of their screens.
@QuarkusTest
@WithTestResource(RealServers.class)
final class ConfigurationScreensIT {
    private static final io.waddleperf.contracts.Test PING = io.waddleperf.contracts.Test.PING;
    private static final String PICTURES = "../query-api/target/screenshots";

    @Inject
    ConfigurationStore configuration;

    @Inject
    DataSource database;

    private static String base() {
        return "http://127.0.0.1:" + Http.port();
    }

    @Test
    void aRuleAndAScheduleAreChanged(@TempDir Path dir) throws Exception {
        var targets = List.of(target("web", "http://192.0.2.7/"), target("nas", "192.0.2.8"));
        var every = new Schedule(
                "declared",
                true,
                List.of(),
                List.of("web", "nas"),
                List.of(Check.defaultOf(PING)),
                60_000_000,
                Samples.AT,
                1);
        var probe = new Probe("fra-1", "fra", true, Map.of(), 1);
        configuration.apply(new DesiredConfiguration(targets, List.of(every), List.of(probe)));
        Instant now = Instant.now().minusSeconds(2);
        var slow = Metrics.builder().put(Metric.RTT_MEAN_US, 90_000).build();
        StoredResults.insert(
                database,
                List.of(
                        Samples.result("fra-1", "web", PING, now, new Outcome.Measured(), slow),
                        Samples.ping("fra-1", "nas", now)));
        ChromiumScript.run(dir, "configuration.mjs", base(), PICTURES);
    }

    private static Target target(String id, String address) {
        return new Target(id, address, false, Map.of(), 1, null);
    }

    @Test
    void everyStateOfSchedulesIsShown(@TempDir Path dir) throws Exception {
        ChromiumScript.run(dir, "screenshots.mjs", base(), PICTURES, "schedules");
    }

    @Test
    void everyStateOfThresholdsIsShown(@TempDir Path dir) throws Exception {
        ChromiumScript.run(dir, "screenshots.mjs", base(), PICTURES, "thresholds");
    }
}
