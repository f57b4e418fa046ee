package io.waddleperf.api.live;

import io.waddleperf.contracts.kafka.Topic;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Somebody who wants the records of topics; called by one thread, in the order of each partition.
public interface TopicListener {
    Set<Topic<?>> topics();

    /// Does not block. What it throws costs it this one record.
    void take(Topic<?> topic, ConsumerRecord<String, byte[]> record);

    /// Whether its records matter at this time. A topic that nobody wants is not read; asked between
    /// records, so when it turns true some of them are missed.
    default boolean wants(Topic<?> topic) {
        return true;
    }

    /// Of all who want a record, those of a lower rank have it first. Who only keeps it to answer
    /// questions has 0; who tells others of it comes later, since they ask at once.
    default int rank() {
        return 0;
    }
}
