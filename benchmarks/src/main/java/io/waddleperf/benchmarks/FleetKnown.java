package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Waits until the scheduler has told the assignments of a new fleet and the streams know them:
/// a result that comes before is one of a series that nobody watches over.
final class FleetKnown implements AutoCloseable {
    private static final int QUIET_LOOKS = 5;

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;

    FleetKnown(String bootstrap, String group, int count) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.group = group;
        this.partitions = IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(Topics.ASSIGNMENTS.name(), number))
                .toList();
    }

    /// @param probes how many assignments there are at least
    void await(int probes, Duration limit) throws Exception {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        long before = -1;
        for (int quiet = 0; quiet < QUIET_LOOKS; ) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException(
                        "the fleet is not known after " + limit + ": " + before + " assignments");
            }
            Thread.sleep(1_000);
            long end = end();
            quiet = end == before && end >= probes && read() >= end ? quiet + 1 : 0;
            before = end;
        }
    }

    private long end() throws Exception {
        var asked = partitions.stream().collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get(10, TimeUnit.SECONDS).values().stream()
                .mapToLong(found -> found.offset())
                .sum();
    }

    private long read() throws Exception {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(10, TimeUnit.SECONDS);
        return partitions.stream()
                .mapToLong(each ->
                        committed.get(each) == null ? 0 : committed.get(each).offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
