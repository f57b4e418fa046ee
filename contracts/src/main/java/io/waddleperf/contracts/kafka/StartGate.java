package io.waddleperf.contracts.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What a service passes before it reads or writes: a broker answers, and the topics that are there have the partition
/// counts that the service goes by.
public final class StartGate {
    private static final int ASK_MS = 5_000;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final KafkaAccess kafka;
    private final String service;
    private final int byProbe;

    /// @param service whose clients bear its name
    /// @param byProbe the partition count of topics that are spread by probe, as it was told
    public StartGate(KafkaAccess kafka, String service, int byProbe) {
        this.kafka = kafka;
        this.service = service;
        this.byProbe = byProbe;
    }

    /// Waits for a broker for as long as it takes.
    ///
    /// @param waits told why, each time that none answers
    /// @throws WrongPartitionsException where a topic has another count
    public void pass(Consumer<String> waits) throws InterruptedException {
        var settings = kafka.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                service + "-start",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ASK_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ASK_MS));
        try (var admin = Admin.create(settings)) {
            while (!passes(admin, waits)) {
                Thread.sleep(ASK_AGAIN);
            }
        }
    }

    private boolean passes(Admin admin, Consumer<String> waits) throws InterruptedException {
        try {
            PartitionCounts.require(found(admin), topic -> topic.partitions().size(), byProbe);
            return true;
        } catch (ExecutionException e) {
            waits.accept(service + " waits for Kafka at " + kafka.bootstrap() + ": " + e.getMessage());
            return false;
        }
    }

    /// Those of our topics that are there and that this service may see.
    private static Map<String, TopicDescription> found(Admin admin) throws InterruptedException, ExecutionException {
        var existing = admin.listTopics().names().get();
        List<String> ours = Topics.all().stream()
                .map(Topic::name)
                .filter(existing::contains)
                .toList();
        try {
            return admin.describeTopics(ours).allTopicNames().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) { // just made, and not known everywhere yet
                return Map.of();
            }
            throw e;
        }
    }
}
