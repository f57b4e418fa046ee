package io.waddleperf.api.it;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.database.DayPartitions;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The catalogue of topics and the reports in a real browser: every state of them, by keyboard, in both themes, at the
/// width of a phone and on paper; over the topics of a real Kafka, and over stored hours.
@QuarkusTest
@WithTestResource(RealServers.class)
final class TopicsAndReportsBrowserIT {
    @Inject
    DataSource database;

    @Test
    void showWhatKafkaAndTheDatabaseHave(@TempDir Path dir) throws Exception {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(5, ChronoUnit.HOURS);
        String probe = "probe-of-a-report";
        StoredResults.insert(
                database, List.of(Samples.ping(probe, "steady", hour), Samples.ping(probe, "shaky", hour)));
        try (var connection = database.getConnection()) {
            DayPartitions.cover(connection, hour.atZone(ZoneOffset.UTC).toLocalDate());
        }
        store(probe, "steady", hour, new StoredHours.Counts(60, 0, 4_000));
        store(probe, "shaky", hour, new StoredHours.Counts(48, 12, 90_000));
        ChromiumScript.run(
                dir, "screenshots.mjs", "http://127.0.0.1:" + Http.port(), "target/screenshots", "reports,topics");
    }

    private void store(String probe, String target, Instant hour, StoredHours.Counts counts) throws Exception {
        long series = Ids.series(probe, target, "ping", Family.IPV4);
        StoredHours.insert(database, "rollup_1h", series, hour, counts);
    }
}
