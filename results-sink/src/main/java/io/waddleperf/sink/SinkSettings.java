package io.waddleperf.sink;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.Retention;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;

/// @param kafka           where it is and how one is let in
/// @param partitions      the count of topics that are spread by probe
/// @param migrateAtStart  whether this process may change the schema
/// @param retention       of results, by tier
/// @param rowRetention    of everything else
/// @param latestFlush     between two writes of the states of series
/// @param writers         of results, at once; each writes the partitions that are dealt to it
record SinkSettings(
        KafkaAccess kafka,
        int partitions,
        boolean migrateAtStart,
        Retention retention,
        RowRetention rowRetention,
        Duration latestFlush,
        int writers) {
    SinkSettings {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
        Require.range("waddleperf.sink.latest-flush", latestFlush.toMillis(), 10, 60_000);
        Require.range("waddleperf.sink.writers", writers, 1, 64);
    }

    static SinkSettings of(Config config) {
        return new SinkSettings(
                KafkaAccess.of(name -> config.getOptionalValue(name, String.class)),
                config.getOptionalValue("waddleperf.partitions", Integer.class).orElse(4),
                config.getValue("waddleperf.database.migrate-at-start", Boolean.class),
                new Retention(days(config, "tier1"), days(config, "tier2"), days(config, "tier3")),
                new RowRetention(
                        days(config, "run-events"),
                        days(config, "escalations"),
                        days(config, "incidents"),
                        days(config, "rollup-minutes"),
                        days(config, "rollup-hours"),
                        days(config, "notifications")),
                config.getValue("waddleperf.sink.latest-flush", Duration.class),
                config.getOptionalValue("waddleperf.sink.writers", Integer.class)
                        .orElse(1));
    }

    /// Of Kafka's consumer of results. A batch of rows costs the database less than its rows one by one,
    /// so a fetch waits a little for more of them.
    Map<String, Object> resultConsumer() {
        var values = new HashMap<String, Object>();
        values.put("client.id", "results-sink");
        values.put("group.id", "results-sink");
        values.put("auto.offset.reset", "earliest");
        values.put("enable.auto.commit", "false");
        values.put("allow.auto.create.topics", "false");
        values.put("metadata.max.age.ms", "10000"); // so late may a topic be made
        values.put("max.poll.records", "4000");
        values.put("fetch.min.bytes", "600000");
        values.put("fetch.max.wait.ms", "250");
        values.put("session.timeout.ms", "8000"); // so long nobody writes after a kill -9; the default is 45 s
        values.put("heartbeat.interval.ms", "2000");
        values.put("key.deserializer", ByteArrayDeserializer.class);
        values.put("value.deserializer", ByteArrayDeserializer.class);
        return kafka.with(values);
    }

    private static int days(Config config, String what) {
        return config.getValue("waddleperf.retention." + what + "-days", Integer.class);
    }
}
