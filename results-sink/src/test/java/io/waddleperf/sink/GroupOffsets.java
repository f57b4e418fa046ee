package io.waddleperf.sink;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// How far groups have come with the results.
record GroupOffsets(String bootstrap) {
    /// A producer that several of its first requests for a new partition are refused may retry them in
    /// the wrong order until it gives up, two minutes later.
    static void awaitLeaders(Admin admin, Duration limit) {
        Await.until("each partition has a leader", limit, () -> {
            try {
                return !ends(admin).isEmpty();
            } catch (ExecutionException e) {
                return false;
            }
        });
    }

    /// Until the offsets of each group are committed to the end: nothing comes again after a restart.
    void awaitEnd(Duration limit, String... groups) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (String group : groups) {
                try {
                    Await.until(group + " has passed all results", limit, () -> atEnd(admin, group));
                } catch (AssertionError e) {
                    throw new AssertionError(e.getMessage() + ": " + description(admin, group), e);
                }
            }
        }
    }

    private static String description(Admin admin, String group) {
        try {
            return ends(admin) + " are the ends, passed are " + passed(admin, group) + " by "
                    + admin.describeConsumerGroups(List.of(group)).all().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            return "and it cannot be described: " + e;
        }
    }

    private static boolean atEnd(Admin admin, String group) throws Exception {
        var passed = passed(admin, group);
        return ends(admin).entrySet().stream()
                .allMatch(end -> end.getValue().equals(passed.getOrDefault(end.getKey(), 0L)));
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        var partitions = IntStream.range(0, SinkKafka.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.RESULTS.name(), partition))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get(5, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static Map<TopicPartition, Long> passed(Admin admin, String group) throws Exception {
        return admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(5, TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .filter(each -> each.getKey().topic().equals(Topics.RESULTS.name()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }
}
