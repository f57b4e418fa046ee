package io.waddleperf.sink;

import io.waddleperf.contracts.Require;
import io.waddleperf.database.Retention;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/// @param bootstrap       Kafka's address, for the dead letters
/// @param partitions      the count of topics that are spread by probe
/// @param migrateAtStart  whether this process may change the schema
/// @param retention       of results, by tier
/// @param runEventsDays   retention of run-events and of tests on demand
/// @param notificationsDays retention of notifications and of what is known of incidents for them
/// @param latestFlush     between two writes of the states of series
record SinkSettings(
        String bootstrap,
        int partitions,
        boolean migrateAtStart,
        Retention retention,
        int runEventsDays,
        int notificationsDays,
        Duration latestFlush) {
    SinkSettings {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
        Require.range("waddleperf.retention.run-events-days", runEventsDays, 1, 3_650);
        Require.range("waddleperf.retention.notifications-days", notificationsDays, 1, 3_650);
        Require.range("waddleperf.sink.latest-flush", latestFlush.toMillis(), 10, 60_000);
    }

    static SinkSettings of(Config config) {
        return new SinkSettings(
                config.getValue("kafka.bootstrap.servers", String.class),
                config.getOptionalValue("waddleperf.partitions", Integer.class).orElse(4),
                config.getValue("waddleperf.database.migrate-at-start", Boolean.class),
                new Retention(
                        config.getValue("waddleperf.retention.tier1-days", Integer.class),
                        config.getValue("waddleperf.retention.tier2-days", Integer.class),
                        config.getValue("waddleperf.retention.tier3-days", Integer.class)),
                config.getValue("waddleperf.retention.run-events-days", Integer.class),
                config.getValue("waddleperf.retention.notifications-days", Integer.class),
                config.getValue("waddleperf.sink.latest-flush", Duration.class));
    }
}
