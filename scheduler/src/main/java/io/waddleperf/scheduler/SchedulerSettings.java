package io.waddleperf.scheduler;

import io.waddleperf.contracts.Require;

/// @param bootstrap  Kafka's address, `host:port`, several separated by commas
/// @param partitions the count of topics that are spread by probe; fixed at their creation
public record SchedulerSettings(String bootstrap, int partitions) {
    public SchedulerSettings {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
    }
}
