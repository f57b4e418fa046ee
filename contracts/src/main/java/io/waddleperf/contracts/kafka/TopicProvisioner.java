package io.waddleperf.contracts.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics that are absent and refuses those that do not fit.
public final class TopicProvisioner {
    private static final long WAIT_SECONDS = 60;

    private TopicProvisioner() {}

    /// @param byProbe     the partition count of topics that are spread by probe
    /// @param replication 1 on a single broker, 3 in a cluster
    /// @throws IllegalStateException where a topic exists with another partition count: the choice
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
        var wanted = Topics.all().stream().collect(Collectors.toMap(Topic::name, topic -> topic.partitions(byProbe)));
        wanted.forEach(requireEqual(describe(admin, existing, wanted)));
    }

    private static void create(Admin admin, Collection<NewTopic> absent)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(absent).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // another node was faster
                throw e;
            }
        }
    }

    private static Map<String, TopicDescription> describe(
            Admin admin, Collection<String> existing, Map<String, Integer> wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> known = wanted.keySet().stream().filter(existing::contains).toList();
        return admin.describeTopics(known).allTopicNames().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static java.util.function.BiConsumer<String, Integer> requireEqual(Map<String, TopicDescription> found) {
        return (name, wanted) -> {
            TopicDescription topic = found.get(name);
            if (topic != null && topic.partitions().size() != wanted) {
                throw new IllegalStateException("topic " + name + " has "
                        + topic.partitions().size() + " partitions, but waddleperf.partitions asks for "
                        + wanted + "; set it to the topic's count, it cannot change after creation");
            }
        };
    }
}
