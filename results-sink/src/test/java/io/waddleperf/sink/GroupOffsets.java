package io.waddleperf.sink;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// How far groups have come with the results.
record GroupOffsets(String bootstrap) {
    /// Until the offsets of each group are committed to the end: nothing comes again after a restart.
    void awaitEnd(Duration limit, String... groups) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (String group : groups) {
                Await.until(group + " has passed all results", limit, () -> atEnd(admin, group));
            }
        }
    }

    private static boolean atEnd(Admin admin, String group) throws Exception {
        var partitions = IntStream.range(0, SinkKafka.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.RESULTS.name(), partition))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        var ends = admin.listOffsets(partitions).all().get(5, TimeUnit.SECONDS);
        var passed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(5, TimeUnit.SECONDS);
        return ends.entrySet().stream().allMatch(end -> {
            var committed = passed.get(end.getKey());
            return end.getValue().offset() == (committed == null ? 0 : committed.offset());
        });
    }
}
