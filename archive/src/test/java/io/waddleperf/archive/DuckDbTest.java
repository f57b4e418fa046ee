package io.waddleperf.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files as another program reads them.
class DuckDbTest {
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private void write(Cutter cutter, TopicPartition partition) throws IOException {
        var part = cutter.end(partition).orElseThrow();
        Path file = folder.resolve("archive").resolve(part.key());
        Files.createDirectories(file.getParent());
        Files.move(part.file(), file);
    }

    private List<Result> results() throws IOException {
        var cutter = new Cutter(folder.resolve("writing"), Cutter.WINDOW);
        var results = new ArrayList<Result>();
        for (int i = 0; i < 100; i++) {
            var result = Samples.ping("probe-" + i % 3, "target-" + i % 4, LogOfTests.START.plusSeconds(i));
            results.add(result);
            cutter.add(LogOfTests.record(i, LogOfTests.START, result));
        }
        write(cutter, LogOfTests.TOPIC_PARTITION);
        var step = new Escalation(
                new UUID(1, 2),
                LogOfTests.START,
                "probe-1",
                "home",
                "target-1",
                Escalation.Step.SUSPECTED,
                PathState.HEALTHY,
                PathState.SUSPECT,
                1,
                null,
                null,
                List.of(),
                "",
                "rttMeanUs 150000 is over 100000",
                false);
        String topic = Topics.ESCALATIONS.name();
        cutter.add(LogOfTests.record(topic, 4, LogOfTests.START, "probe-1", WireCodec.bytes(step)));
        write(cutter, new TopicPartition(topic, LogOfTests.PARTITION));
        return results;
    }

    @Test
    void readsBackWhatWasWritten() throws IOException, SQLException {
        var results = results();
        String files = "read_parquet('" + folder.resolve("archive") + "/results/*/*/*.parquet')";
        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            assertEquals(
                    List.of("100|100|0|99|unsigned"),
                    rows(
                            duckDb,
                            "SELECT count(*), count(DISTINCT id), min(kafkaOffset), max(kafkaOffset), any_value(signature) FROM "
                                    + files));
            Result one = results.get(42);
            assertEquals(
                    List.of(one.probe() + '|' + one.series() + '|'
                            + one.metrics().get(Metric.RTT_MEAN_US).getAsDouble() + "|2|scheduled|40.0"),
                    rows(
                            duckDb,
                            "SELECT probe, series, metrics['rttMeanUs'], len(samplesUs), cause ->> '$.type', samplesUs[1] FROM "
                                    + files + " WHERE id = '" + one.id() + "' AND dueAt = TIMESTAMPTZ '" + one.dueAt()
                                    + "'"));
        }
    }

    /// The examples of docs/ARCHIVE.md run as they stand there, and find something.
    @Test
    void runsTheQueriesOfTheDocumentation() throws IOException, SQLException {
        results();
        String document = Files.readString(Path.of("..", "docs", "ARCHIVE.md"));
        var queries =
                SQL.matcher(document).results().map(found -> found.group(1)).toList();
        assertTrue(queries.size() >= 4);
        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            for (String query : queries) {
                String here = query.replace("ARCHIVE", folder.resolve("archive").toString());
                assertFalse(rows(duckDb, here).isEmpty(), query);
            }
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                var row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(column == 1 ? "" : "|").append(found.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }
}
