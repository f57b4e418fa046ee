package io.waddleperf.standalone;

import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.standalone.authority.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The key of the probe of this machine: where others may write results, it signs its own, so that
/// nobody speaks for it.
record LocalKey(ProbeKeys keys) {
    private static final int SECRET_BYTES = 32;
    private static final int LIMIT_SECONDS = 30;

    /// Makes the key at the first time.
    ///
    /// @throws StartException where the file cannot be kept or used
    static LocalKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                var secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                SecretFiles.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
            }
            var since = Files.getLastModifiedTime(file).toInstant();
            var key = ProbeKeys.Key.of(Files.readString(file).strip(), since);
            return new LocalKey(new ProbeKeys(Watchlist.PROBE, List.of(key), since.toEpochMilli()));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("the probe's key in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// Tells it to whoever reads results; returns when the broker has it.
    void publish(String bootstrap) throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all", "client.id", "local-key");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var _ = producer.send(Topics.PROBE_KEYS.record(keys.probe(), keys, Servers.PARTITIONS))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartException("the broker did not take the probe's key: " + e.getMessage(), e);
        }
    }
}
