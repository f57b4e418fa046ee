package io.waddleperf.sink.archive;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/// Offsets up to which all is in the store. Kafka takes none while partitions are dealt anew; a
/// partition that stays here is not read again then, so they are kept for the next time.
final class PassedOffsets {
    private static final Logger LOG = Logger.getLogger(PassedOffsets.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Map<TopicPartition, OffsetAndMetadata> waiting = new HashMap<>();

    /// @param next offset, of what is not in the store yet
    void pass(TopicPartition partition, long next) {
        waiting.put(partition, new OffsetAndMetadata(next));
    }

    /// What Kafka does not take now, waits.
    ///
    /// @return whether none waits
    boolean commit(Consumer<?, ?> consumer) {
        if (waiting.isEmpty()) {
            return true;
        }
        try {
            consumer.commitSync(Map.copyOf(waiting), LIMIT);
            waiting.clear();
            return true;
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debugf("offsets of the archive wait: %s", e.getMessage());
            return false;
        }
    }

    /// Somebody else reads them, and writes the files again under the same keys.
    void forget(Collection<TopicPartition> partitions) {
        waiting.keySet().removeAll(partitions);
    }

    void clear() {
        waiting.clear();
    }
}
