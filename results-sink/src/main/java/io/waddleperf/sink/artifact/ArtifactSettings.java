package io.waddleperf.sink.artifact;

import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.KafkaAccess;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// @param kafka         where it is and how one is let in
/// @param partitions    the count of topics that are spread by probe, for the dead letters
/// @param group         of consumers
/// @param expiry        so long after its first chunk an artifact waits for the others, in append time
/// @param retentionDays of artifacts and their rows
/// @param session       so long nobody reads after a kill -9
record ArtifactSettings(
        KafkaAccess kafka, int partitions, String group, Duration expiry, int retentionDays, Duration session) {
    private static final Duration UPKEEP = Duration.ofMinutes(1);

    ArtifactSettings {
        Require.range("waddleperf.artifacts.expiry in seconds", expiry.toSeconds(), 1, 86_400);
        Require.range("waddleperf.retention.artifacts-days", retentionDays, 1, 3_650);
    }

    static ArtifactSettings of(Config config) {
        return new ArtifactSettings(
                KafkaAccess.of(name -> config.getOptionalValue(name, String.class)),
                config.getOptionalValue("waddleperf.partitions", Integer.class).orElse(4),
                "results-sink-artifacts",
                config.getValue("waddleperf.artifacts.expiry", Duration.class),
                config.getValue("waddleperf.retention.artifacts-days", Integer.class),
                Duration.ofSeconds(8));
    }

    /// Between two looks for what is late or old.
    Duration upkeep() {
        return expiry.compareTo(UPKEEP) < 0 ? expiry : UPKEEP;
    }

    /// Where artifacts are kept; empty where no archive is set.
    static Optional<StoreSettings> store(Config config) {
        return config.getOptionalValue(StoreSettings.LOCATION, String.class)
                .map(_ -> StoreSettings.of(name -> config.getOptionalValue(name, String.class)));
    }
}
