package io.waddleperf.contracts.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {
    private static final List<NewTopic> TWO = List.of(new NewTopic("a", 1, (short) 3), new NewTopic("b", 1, (short) 3));

    /// What Kafka was asked to create.
    private final List<List<String>> asked = new ArrayList<>();

    @Test
    void waitsForBrokersAndAsksAgainForWhatIsLeftOnly() throws Exception {
        var tooFew = new InvalidReplicationFactorException("only 2 broker(s) are registered");
        TopicProvisioner.create(
                answering(
                        List.of(Map.of("b", tooFew), Map.of("b", tooFew), Map.of("b", new TopicExistsException("b")))),
                TWO);
        assertEquals(List.of(List.of("a", "b"), List.of("b"), List.of("b")), asked);
    }

    @Test
    void anyOtherRefusalIsTold() {
        var refused = assertThrows(
                ExecutionException.class,
                () -> TopicProvisioner.create(
                        answering(List.of(Map.of("a", new PolicyViolationException("no")))), TWO));
        assertInstanceOf(PolicyViolationException.class, refused.getCause());
        assertEquals(1, asked.size());
    }

    /// @param refusals by name, of one request after the other
    private Admin answering(List<Map<String, RuntimeException>> refusals) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (_, method, arguments) -> {
                    assertEquals("createTopics", method.getName());
                    var names = ((Collection<?>) arguments[0])
                            .stream().map(topic -> ((NewTopic) topic).name()).toList();
                    var refused = refusals.get(asked.size());
                    asked.add(names);
                    return result(names, refused);
                });
    }

    private static CreateTopicsResult result(List<String> names, Map<String, RuntimeException> refused) {
        var futures = new HashMap<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>>();
        for (String name : names) {
            var future = new KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig>();
            if (refused.containsKey(name)) {
                future.completeExceptionally(refused.get(name));
            } else {
                future.complete(
                        new CreateTopicsResult.TopicMetadataAndConfig(Uuid.ZERO_UUID, 1, 3, new Config(List.of())));
            }
            futures.put(name, future);
        }
        return new CreateTopicsResult(futures) {};
    }
}
