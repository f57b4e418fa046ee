package io.waddleperf.sink.archive;

import io.waddleperf.archive.Cutter;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.sink.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.eclipse.microprofile.config.Config;

/// @param kafka     where it is and how one is let in
/// @param group     of consumers
/// @param work      a folder for files that are being written and merged
/// @param window    of append time, with which files begin and end
/// @param quiet     so long after its end the file of a partition is waited with in which nothing comes
/// @param days      by kind, how long files are kept; for ever where there is none
/// @param session   so long nobody reads after a kill -9
record ArchiveSettings(
        KafkaAccess kafka,
        String group,
        Path work,
        Duration window,
        Duration quiet,
        Map<Kind, Integer> days,
        Duration session) {
    private static final String WINDOW = "waddleperf.archive.window";
    private static final String RESULTS_DAYS = "waddleperf.retention.archived-results-days";
    private static final String DECISIONS_DAYS = "waddleperf.retention.archived-decisions-days";

    /// Of a window, 30 s as a rule.
    private static final int QUIET_PART = 10;

    private static final Duration SESSION = Duration.ofSeconds(8);

    ArchiveSettings {
        days = Map.copyOf(days);
    }

    static ArchiveSettings of(Config config) {
        var work = config.getOptionalValue("waddleperf.archive.work-folder", String.class)
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "waddleperf-archive"));
        var window = window(config);
        return new ArchiveSettings(
                KafkaAccess.of(name -> config.getOptionalValue(name, String.class)),
                "results-sink-archive",
                work,
                window,
                window.dividedBy(QUIET_PART),
                days(config),
                SESSION);
    }

    /// Of Kafka's consumer.
    Map<String, Object> consumer() {
        var values = TopicReader.settings(kafka, group, session);
        // what streams wrote in a transaction that was aborted never happened
        values.put("isolation.level", "read_committed");
        values.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        values.put("max.poll.records", "1000");
        values.put("fetch.min.bytes", "1048576");
        values.put("fetch.max.wait.ms", "500");
        values.put("fetch.max.bytes", "8388608");
        return values;
    }

    private static Duration window(Config config) {
        var window = config.getValue(WINDOW, Duration.class);
        try {
            return Cutter.requireWindow(window);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ": look at " + WINDOW, e);
        }
    }

    /// Rules and assignments are kept for ever: one that nobody changed for years decides what comes today.
    private static Map<Kind, Integer> days(Config config) {
        int results = config.getValue(RESULTS_DAYS, Integer.class);
        int decisions = config.getValue(DECISIONS_DAYS, Integer.class);
        Require.range(RESULTS_DAYS, results, 1, 36_500);
        Require.range(DECISIONS_DAYS, decisions, 1, 36_500);
        var days = new EnumMap<Kind, Integer>(Kind.class);
        days.put(Kind.RESULTS, results);
        days.put(Kind.ESCALATIONS, decisions);
        days.put(Kind.INCIDENTS, decisions);
        return days;
    }

    /// Where the archive is; empty where none is set.
    static Optional<StoreSettings> store(Config config) {
        return config.getOptionalValue(StoreSettings.LOCATION, String.class)
                .map(_ -> StoreSettings.of(name -> config.getOptionalValue(name, String.class)));
    }
}
