package io.waddleperf.api.live;

import io.waddleperf.contracts.kafka.Topic;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Somebody who wants the records of topics; called by one thread, in the order of each partition.
public interface TopicListener {
    Set<Topic<?>> topics();

    /// @param records of one topic; does not block
    void take(Topic<?> topic, List<ConsumerRecord<String, byte[]>> records);
}
