package io.waddleperf.sink;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Goes back, in each partition that this sink gets, to the first result whose state may not be
/// written: the rows of those that come again are there already, their states are written this time.
final class LatestRewind {
    private static final Logger LOG = Logger.getLogger(LatestRewind.class);

    private final Function<Collection<TopicPartition>, Map<TopicPartition, Long>> progress;

    /// @param progress as of [LatestProgress#of]
    LatestRewind(Function<Collection<TopicPartition>, Map<TopicPartition, Long>> progress) {
        this.progress = progress;
    }

    /// @param partitions which this consumer has just got
    void rewind(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        progress.apply(partitions).forEach((partition, next) -> {
            long position = consumer.position(partition);
            if (next < position) {
                LOG.infof("%s: %d results come again, for the states of their series", partition, position - next);
                consumer.seek(partition, next);
            }
        });
    }
}
