package io.waddleperf.api.topics;

import io.waddleperf.contracts.catalogue.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/// Reads from Kafka how the topics flow: a handful of questions for all of them together.
final class KafkaFlows implements TopicFlows.FlowSource {
    private static final Logger LOG = Logger.getLogger(KafkaFlows.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_GROUPS = 50;

    /// What groups of services begin with; those of downstream programs are their own affair.
    private static final List<String> OURS = List.of("waddleperf.", "scheduler", "results-sink");

    private final Admin admin;
    private final LongSupplier nanoTime;

    KafkaFlows(Admin admin, LongSupplier nanoTime) {
        this.admin = admin;
        this.nanoTime = nanoTime;
    }

    @Override
    public FlowReading read(Instant now) {
        var within = new Within(nanoTime.getAsLong() + LIMIT.toNanos());
        try {
            return new FlowReading.Read(now, flows(within, now));
        } catch (ExecutionException e) {
            LOG.warnf("how topics flow is not known: Kafka answered: %s", e.getCause());
            return new FlowReading.Unknown(now, "Kafka answered with an error; the log of query-api has it");
        } catch (TimeoutException e) {
            return new FlowReading.Unknown(now, "Kafka did not answer within " + LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FlowReading.Unknown(now, "stopping");
        }
    }

    /// All answers together have one limit.
    private final class Within {
        private final long deadline;

        Within(long deadline) {
            this.deadline = deadline;
        }

        <T> T answer(KafkaFuture<T> future) throws ExecutionException, TimeoutException, InterruptedException {
            return future.get(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        }
    }

    private Map<String, TopicFlow> flows(Within within, Instant now)
            throws ExecutionException, TimeoutException, InterruptedException {
        var partitions = partitions(within);
        var all = partitions.values().stream().flatMap(Collection::stream).toList();
        var ends = offsets(within, all, OffsetSpec.latest());
        var minuteAgo =
                offsets(within, all, OffsetSpec.forTimestamp(now.minus(WINDOW).toEpochMilli()));
        var lags = lags(within, ends);
        var flows = new HashMap<String, TopicFlow>();
        partitions.forEach((topic, its) -> {
            long records = its.stream()
                    .mapToLong(partition ->
                            since(minuteAgo.getOrDefault(partition, -1L), ends.getOrDefault(partition, 0L)))
                    .sum();
            var groups = lags.getOrDefault(topic, Map.of()).entrySet().stream()
                    .map(lag -> new TopicFlow.GroupLag(lag.getKey(), lag.getValue()))
                    .toList();
            flows.put(topic, new TopicFlow(its.size(), records / (double) WINDOW.toSeconds(), groups));
        });
        return flows;
    }

    /// @param first Kafka says -1 where nothing is as new
    private static long since(long first, long end) {
        return first < 0 ? 0 : Math.max(0, end - first);
    }

    private Map<String, List<TopicPartition>> partitions(Within within)
            throws ExecutionException, TimeoutException, InterruptedException {
        var names =
                TopicCatalogue.all().stream().map(entry -> entry.topic().name()).toList();
        var partitions = new HashMap<String, List<TopicPartition>>();
        for (var described : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                String topic = described.getKey();
                partitions.put(
                        topic,
                        within.answer(described.getValue()).partitions().stream()
                                .map(partition -> new TopicPartition(topic, partition.partition()))
                                .toList());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(Within within, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        within.answer(admin.listOffsets(asked).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /// By topic and group.
    private Map<String, Map<String, Long>> lags(Within within, Map<TopicPartition, Long> ends)
            throws ExecutionException, TimeoutException, InterruptedException {
        var listed = within.answer(
                admin.listGroups(ListGroupsOptions.forConsumerGroups()).valid());
        var groups = listed.stream()
                .map(GroupListing::groupId)
                .filter(group -> OURS.stream().anyMatch(group::startsWith))
                .sorted()
                .limit(MOST_GROUPS)
                .toList();
        var lags = new HashMap<String, Map<String, Long>>();
        if (groups.isEmpty()) {
            return lags;
        }
        var asked = groups.stream().collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        var answers = admin.listConsumerGroupOffsets(asked);
        for (String group : groups) {
            var noted = within.answer(answers.partitionsToOffsetAndMetadata(group));
            noted.forEach((partition, offset) -> {
                Long end = ends.get(partition);
                if (offset != null && end != null) {
                    lags.computeIfAbsent(partition.topic(), _ -> new TreeMap<>())
                            .merge(group, Math.max(0, end - offset.offset()), Long::sum);
                }
            });
        }
        return lags;
    }
}
