package io.waddleperf.api.system;

import io.quarkus.runtime.ShutdownEvent;
import io.waddleperf.api.system.SystemView.Group;
import io.waddleperf.api.system.SystemView.KafkaFindings;
import io.waddleperf.api.system.SystemView.TopicLag;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.Config;

/// Asks Kafka how it is, and how far our groups of consumers are.
@Singleton
final class KafkaPart {
    private static final int WAIT_MS = 2_500;
    private static final List<String> OURS = List.of("waddleperf.", "scheduler", "results-sink");

    private final Admin admin;

    KafkaPart(Config config) {
        var kafka = KafkaAccess.of(name -> config.getOptionalValue(name, String.class));
        admin = Admin.create(kafka.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "query-api-system",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                WAIT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                WAIT_MS)));
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close(Duration.ofSeconds(1));
    }

    Part<KafkaFindings> kafka() throws Exception {
        var cluster = admin.describeCluster();
        int partitions = 0;
        int underReplicated = 0;
        var missing = new ArrayList<String>();
        var topics = admin.describeTopics(Topics.all().stream().map(Topic::name).toList())
                .topicNameValues();
        for (var topic : new TreeMap<>(topics).entrySet()) {
            try {
                for (var partition : answer(topic.getValue()).partitions()) {
                    partitions++;
                    underReplicated +=
                            partition.isr().size() < partition.replicas().size() ? 1 : 0;
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.add(topic.getKey());
            }
        }
        var found = new KafkaFindings(
                answer(cluster.clusterId()), answer(cluster.nodes()).size(), partitions, underReplicated, missing);
        if (!missing.isEmpty()) {
            return Part.degraded(found, "there is no topic " + String.join(", ", missing));
        }
        return underReplicated == 0
                ? Part.ok(found)
                : Part.degraded(found, underReplicated + " partitions are not on all their brokers");
    }

    /// What a group has noted, where it is not at the end.
    record Lags(Map<String, Map<TopicPartition, Long>> committed, Map<TopicPartition, Long> ends) {
        long of(String group, TopicPartition partition) {
            long done = committed.getOrDefault(group, Map.of()).getOrDefault(partition, 0L);
            return Math.max(0, ends.getOrDefault(partition, done) - done);
        }

        Set<TopicPartition> behind(String group) {
            return committed.getOrDefault(group, Map.of()).keySet().stream()
                    .filter(partition -> of(group, partition) > 0)
                    .collect(Collectors.toSet());
        }
    }

    Part<List<Group>> consumers() throws Exception {
        var lags = lags();
        var described =
                answer(admin.describeConsumerGroups(lags.committed.keySet()).all());
        var groups = lags.committed.keySet().stream()
                .sorted()
                .filter(described::containsKey)
                .map(id -> group(id, Objects.requireNonNull(described.get(id)), lags))
                .toList();
        String wrong = groups.stream()
                .filter(KafkaPart::isLeft)
                .map(group -> "nobody reads as " + group.id() + ", and " + group.lagRecords() + " records wait")
                .collect(Collectors.joining("; "));
        return wrong.isEmpty() ? Part.ok(groups) : Part.degraded(groups, wrong);
    }

    /// One of them never has members: it notes how far another one's states are written.
    private static boolean isLeft(Group group) {
        return group.members() == 0 && group.lagRecords() > 0 && !group.id().equals("results-sink-latest");
    }

    private static Group group(String id, ConsumerGroupDescription described, Lags lags) {
        var byTopic = new HashMap<String, Long>();
        lags.behind(id).forEach(partition -> byTopic.merge(partition.topic(), lags.of(id, partition), Long::sum));
        var topics = byTopic.entrySet().stream()
                .map(topic -> new TopicLag(topic.getKey(), topic.getValue()))
                .sorted(Comparator.comparingLong(TopicLag::lagRecords)
                        .reversed()
                        .thenComparing(TopicLag::topic))
                .toList();
        return new Group(
                id,
                described.groupState().toString().toLowerCase(Locale.ROOT),
                described.members().size(),
                topics.stream().mapToLong(TopicLag::lagRecords).sum(),
                topics);
    }

    Lags lags() throws Exception {
        var ids = answer(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                .map(GroupListing::groupId)
                .filter(id -> OURS.stream().anyMatch(id::startsWith))
                .collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
        var committed = new HashMap<String, Map<TopicPartition, Long>>();
        answer(admin.listConsumerGroupOffsets(ids).all()).forEach((id, offsets) -> committed.put(id, offsets(offsets)));
        var partitions = new HashSet<TopicPartition>();
        committed.values().forEach(offsets -> partitions.addAll(offsets.keySet()));
        var ends = new HashMap<TopicPartition, Long>();
        answer(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return new Lags(committed, ends);
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetAndMetadata> committed) {
        var offsets = new HashMap<TopicPartition, Long>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(WAIT_MS, TimeUnit.MILLISECONDS);
    }
}
