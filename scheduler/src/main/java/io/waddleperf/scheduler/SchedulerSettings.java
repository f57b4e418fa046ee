package io.waddleperf.scheduler;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.KafkaAccess;

/// @param kafka      where it is and how one is let in
/// @param partitions the count of topics that are spread by probe; fixed at their creation
public record SchedulerSettings(KafkaAccess kafka, int partitions) {
    public SchedulerSettings {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
    }

    /// Of a Kafka that lets everybody in.
    public SchedulerSettings(String bootstrap, int partitions) {
        this(KafkaAccess.open(bootstrap), partitions);
    }

    String bootstrap() {
        return kafka.bootstrap();
    }
}
