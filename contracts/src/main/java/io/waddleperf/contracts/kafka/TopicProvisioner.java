package io.waddleperf.contracts.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates the topics that are absent and refuses those that do not fit.
public final class TopicProvisioner {
    private static final long WAIT_SECONDS = 60;
    private static final int LOOKS = 600;
    private static final int LOOK_MILLIS = 50;

    private TopicProvisioner() {}

    /// @param byProbe     the partition count of topics that are spread by probe
    /// @param replication 1 on a single broker, 3 in a cluster
    /// @throws ExecutionException where Kafka refuses, or has too few brokers for the copies for 30 s
    /// @throws WrongPartitionsException where a topic exists with another partition count: the choice
    ///     of partition depends on it, so it cannot be changed
    public static void ensure(Admin admin, int byProbe, short replication)
            throws InterruptedException, ExecutionException, TimeoutException {
        var existing = admin.listTopics().names().get(WAIT_SECONDS, TimeUnit.SECONDS);
        var absent = Topics.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), topic.partitions(byProbe), replication)
                        .configs(topic.creationSettings()))
                .toList();
        create(admin, absent);
        var found = awaitLeaders(admin, Topics.all().stream().map(Topic::name).collect(Collectors.toSet()));
        PartitionCounts.require(found, topic -> topic.partitions().size(), byProbe);
    }

    /// A producer that writes to a partition before it has a leader may be refused its first batch
    /// and granted its second.
    private static Map<String, TopicDescription> awaitLeaders(Admin admin, Set<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (int look = 0; look < LOOKS; look++) {
            try {
                var found = admin.describeTopics(topics).allTopicNames().get(WAIT_SECONDS, TimeUnit.SECONDS);
                if (found.values().stream().allMatch(TopicProvisioner::led)) {
                    return found;
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) { // not known everywhere yet
                    throw e;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        throw new TimeoutException("the topics have no leaders after " + LOOKS * LOOK_MILLIS + " ms");
    }

    private static boolean led(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }

    /// Brokers that are starting may not be as many yet as there shall be copies.
    static void create(Admin admin, List<NewTopic> absent)
            throws InterruptedException, ExecutionException, TimeoutException {
        var left = absent;
        for (int look = 1; !left.isEmpty(); look++) {
            left = refused(admin, left, look < LOOKS);
            if (!left.isEmpty()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            }
        }
    }

    /// @param patient whether too few brokers are no failure yet
    /// @return the topics for which there are too few
    private static List<NewTopic> refused(Admin admin, List<NewTopic> wanted, boolean patient)
            throws InterruptedException, ExecutionException, TimeoutException {
        var refused = new ArrayList<NewTopic>();
        var answers = admin.createTopics(wanted).values();
        for (NewTopic topic : wanted) {
            try {
                Objects.requireNonNull(answers.get(topic.name())).get(WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (patient && e.getCause() instanceof InvalidReplicationFactorException) {
                    refused.add(topic);
                } else if (!(e.getCause() instanceof TopicExistsException)) { // another node was faster
                    throw e;
                }
            }
        }
        return refused;
    }
}
