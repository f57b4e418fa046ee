package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.catalogue.CatalogueEntry;
import io.waddleperf.contracts.catalogue.TopicCatalogue;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a program may do in Kafka with what `services credentials --reading` printed, and what it may not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReaderRightsIT {
    private static final Duration POLL = Duration.ofSeconds(10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private Map<String, String> shop;

    @SuppressWarnings("NullAway.Init")
    private Admin admin;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(dir);
        shop = ReaderAccounts.give(broker, dir, "shop");
        admin = Admin.create(settings(shop));
    }

    @AfterAll
    void stop() {
        admin.close(Duration.ZERO);
        broker.close();
    }

    static Stream<String> open() {
        return TopicCatalogue.readable().stream().map(Topic::name);
    }

    static Stream<String> closed() {
        return TopicCatalogue.all().stream()
                .filter(entry -> !entry.isPublic())
                .map(CatalogueEntry::topic)
                .map(Topic::name);
    }

    private static Map<String, Object> settings(Map<String, String> printed) {
        return ReaderAccounts.clientSettings(printed);
    }

    private KafkaConsumer<String, byte[]> consumer(Map<String, String> who, Map<String, Object> more) {
        var settings = new HashMap<>(settings(who));
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void write(String topic, int partition) throws Exception {
        try (var services = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.loopback()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            services.send(new ProducerRecord<>(topic, partition, "fra-1", new byte[] {1}))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    // --- what it may

    @ParameterizedTest
    @MethodSource("open")
    void readsEachPublicTopicInAGroupOfItsOwn(String topic) throws Exception {
        write(topic, 0);
        var partition = new TopicPartition(topic, 0);
        String group = ReaderAccounts.value(shop, "KAFKA_GROUP_PREFIX") + topic;
        try (var consumer = consumer(shop, Map.of("group.id", group, "enable.auto.commit", false))) {
            consumer.subscribe(List.of(topic));
            Await.until(
                    "a record of " + topic,
                    POLL.multipliedBy(3),
                    () -> !consumer.poll(Duration.ofMillis(500))
                            .records(partition)
                            .isEmpty());
            consumer.commitSync(POLL);
        }
        var noted = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(10, TimeUnit.SECONDS);
        assertEquals(1, Objects.requireNonNull(noted.get(partition)).offset());
    }

    @Test
    void readsWithoutAGroup() throws Exception {
        write(Topics.RESULTS.name(), 1);
        try (var consumer = consumer(shop, Map.of())) {
            var partition = new TopicPartition(Topics.RESULTS.name(), 1);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertEquals(1, consumer.poll(POLL).count());
        }
    }

    @Test
    void seesThePublicTopicsAndNoOther() throws Exception {
        assertEquals(
                open().collect(Collectors.toSet()), admin.listTopics().names().get(10, TimeUnit.SECONDS));
    }

    // --- what it may not

    @ParameterizedTest
    @MethodSource("closed")
    void readsNothingElse(String topic) {
        try (var consumer = consumer(shop, Map.of())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            assertThrows(TopicAuthorizationException.class, () -> consumer.poll(POLL));
        }
    }

    @Test
    void readsNoOffsetsOfGroups() {
        try (var consumer = consumer(shop, Map.of())) {
            consumer.assign(List.of(new TopicPartition("__consumer_offsets", 0)));
            assertThrows(AuthorizationException.class, () -> consumer.poll(POLL));
        }
    }

    @ParameterizedTest
    @MethodSource({"open", "closed"})
    void writesNowhere(String topic) {
        var thrown = refused(topic, Map.of("enable.idempotence", false));
        assertInstanceOf(TopicAuthorizationException.class, thrown.getCause());
    }

    /// Not even a number for its records is given to who may write none.
    @Test
    void isNoProducer() {
        var thrown = refused(Topics.RESULTS.name(), Map.of());
        assertInstanceOf(ClusterAuthorizationException.class, thrown.getCause());
    }

    /// When it is sent, or when the answer is there.
    private Exception refused(String topic, Map<String, Object> more) {
        var settings = new HashMap<>(settings(shop));
        settings.putAll(more);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(topic, 0, "fra-1", new byte[10]);
            return assertThrows(Exception.class, () -> producer.send(record).get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void opensNoTransactions() {
        var transactional = new HashMap<>(settings(shop));
        transactional.put("transactional.id", "reader-shop.x");
        try (var producer = new KafkaProducer<>(transactional, new StringSerializer(), new ByteArraySerializer())) {
            assertThrows(TransactionalIdAuthorizationException.class, producer::initTransactions);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results-sink",
                "scheduler",
                "waddleperf.escalation-streams",
                "shop",
                "reader-shop",
                "reader-shop-2.x"
            })
    void joinsNoGroupOfAnother(String group) {
        try (var consumer = consumer(shop, Map.of("group.id", group))) {
            consumer.subscribe(List.of(Topics.RESULTS.name()));
            assertThrows(GroupAuthorizationException.class, () -> consumer.poll(POLL));
        }
        var offsets = Map.of(new TopicPartition(Topics.RESULTS.name(), 0), new OffsetAndMetadata(1_000));
        denied(
                GroupAuthorizationException.class,
                admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    @Test
    void changesNothing() {
        var partition = new TopicPartition(Topics.RESULTS.name(), 0);
        denied(
                AuthorizationException.class,
                admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1))).all());
        denied(
                AuthorizationException.class,
                admin.deleteTopics(List.of(Topics.RESULTS.name())).all());
        denied(
                AuthorizationException.class,
                admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                        .all());
        denied(
                AuthorizationException.class,
                admin.describeAcls(AclBindingFilter.ANY).values());
        denied(
                AuthorizationException.class,
                admin.alterUserScramCredentials(List.of(new UserScramCredentialDeletion(
                                "reader-shop", org.apache.kafka.clients.admin.ScramMechanism.SCRAM_SHA_512)))
                        .all());
    }

    private static void denied(Class<? extends Exception> problem, KafkaFuture<?> future) {
        var thrown = assertThrows(ExecutionException.class, () -> future.get(10, TimeUnit.SECONDS));
        assertInstanceOf(problem, thrown.getCause());
    }

    // --- its end

    @Test
    void isNobodyAnyMoreOnceRevoked() throws Exception {
        var press = ReaderAccounts.give(broker, dir, "press");
        String password = "KAFKA_SASL_PASSWORD";
        assertNotEquals(ReaderAccounts.value(shop, password), ReaderAccounts.value(press, password));
        try (var its = Admin.create(settings(press))) {
            assertTrue(its.listTopics().names().get(10, TimeUnit.SECONDS).contains(Topics.RESULTS.name()));
        }
        ReaderAccounts.revoke(dir, "press");
        awaitShutOut(press);
    }

    private static void awaitShutOut(Map<String, String> account) {
        Await.until("it is let in no more", Duration.ofSeconds(20), () -> {
            try (var its = Admin.create(settings(account))) {
                its.listTopics().names().get(10, TimeUnit.SECONDS);
                return false;
            } catch (ExecutionException e) {
                return e.getCause() instanceof SaslAuthenticationException;
            }
        });
    }

    @Test
    void aServiceOfTheSameNameEndsAlone() throws Exception {
        var reader = ReaderAccounts.give(broker, dir, "twins");
        var service = ReaderAccounts.giveService(broker, dir, "twins");
        ReaderAccounts.revokeService(dir, "twins");
        awaitShutOut(service);
        try (var its = Admin.create(settings(reader))) {
            assertEquals(
                    open().collect(Collectors.toSet()), its.listTopics().names().get(10, TimeUnit.SECONDS));
        }
        String refusal = ReaderAccounts.refusalOfRevokeService(dir, "twins");
        assertTrue(refusal.contains("twins is no service, but a program that reads: --reading ends it"), refusal);
    }
}
