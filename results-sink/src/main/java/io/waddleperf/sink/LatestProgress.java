package io.waddleperf.sink;

import io.waddleperf.contracts.kafka.KafkaAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How far the states of series are written: the offsets of a consumer group that has no members,
/// so that its lag can be seen as any other's.
///
/// Results pass when their rows are in the table, which is earlier. Whoever gets a partition goes
/// back to where its states ended ([LatestRewind]).
final class LatestProgress implements AutoCloseable {
    static final String GROUP = "results-sink-latest";

    private static final Logger LOG = Logger.getLogger(LatestProgress.class);
    private static final int LIMIT_MS = 5_000;

    private final KafkaAccess kafka;
    private @Nullable Admin admin;

    LatestProgress(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /// @param next the first offset of each partition whose state is not written. A failure is not
    ///             waited for: it only makes a later rewind longer
    void passed(Map<TopicPartition, Long> next) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        try {
            admin().alterConsumerGroupOffsets(GROUP, offsets).all().get(LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("the progress of the states stays where it was: %s", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Without the partitions of which nothing is known.
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
        try {
            var known = new HashMap<TopicPartition, Long>();
            admin().listConsumerGroupOffsets(GROUP, new ListConsumerGroupOffsetsOptions().timeoutMs(LIMIT_MS))
                    .partitionsToOffsetAndMetadata()
                    .get(LIMIT_MS, TimeUnit.MILLISECONDS)
                    .forEach((partition, next) -> {
                        if (next != null && partitions.contains(partition)) {
                            known.put(partition, next.offset());
                        }
                    });
            return known;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("some states of series may be late until their next result: %s", e.getMessage());
            return Map.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(kafka.with(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    GROUP,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    LIMIT_MS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    LIMIT_MS)));
            admin = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
