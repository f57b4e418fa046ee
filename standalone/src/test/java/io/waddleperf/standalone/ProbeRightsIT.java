package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.joining.FleetAccess;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
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
import org.junit.jupiter.params.provider.ValueSource;

/// What a probe may do in Kafka with what it was granted, and what it may not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbeRightsIT {
    private static final String PROBE = "fra-1";
    private static final String USER = FleetAccess.username(PROBE);
    private static final String PASSWORD = "its-password";
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private FleetAccess access;

    @SuppressWarnings("NullAway.Init")
    private KafkaProducer<String, byte[]> producer;

    @SuppressWarnings("NullAway.Init")
    private Admin admin;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(dir);
        access = new FleetAccess(broker.services());
        access.grant(PROBE, PASSWORD);
        admin = Admin.create(broker.client(USER, PASSWORD));
        letIn(admin);
        producer = producer(USER, PASSWORD, Map.of());
    }

    @AfterAll
    void stop() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        broker.close();
    }

    // --- what it may

    @ParameterizedTest
    @ValueSource(strings = {"results", "heartbeats", "run-events", "artifacts"})
    void writesWhatItHasToTell(String topic) throws Exception {
        var record = new ProducerRecord<>("waddleperf." + topic, 0, PROBE, new byte[10]);
        assertEquals(0, producer.send(record).get(10, TimeUnit.SECONDS).partition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands", "assignments"})
    void readsWhatItIsTold(String topic) throws Exception {
        try (var own = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.loopback()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            own.send(new ProducerRecord<>("waddleperf." + topic, 1, PROBE, new byte[] {1}))
                    .get();
        }
        try (var consumer = consumer(Map.of())) {
            var partition = new TopicPartition("waddleperf." + topic, 1);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertEquals(1, consumer.poll(POLL).count());
        }
    }

    @Test
    void seesTheTopicsOfItsWorkAndNoOther() throws Exception {
        var names = admin.listTopics().names().get(10, TimeUnit.SECONDS);
        assertEquals(
                Set.of(
                        "waddleperf.results",
                        "waddleperf.heartbeats",
                        "waddleperf.run-events",
                        "waddleperf.artifacts",
                        "waddleperf.commands",
                        "waddleperf.assignments"),
                names);
    }

    // --- what it may not write

    @Test
    void ordersNoTests() {
        mayNotWrite(Topics.COMMANDS);
    }

    @Test
    void asksForNoRuns() {
        mayNotWrite(Topics.REQUESTS);
    }

    @Test
    void assignsNoWork() {
        mayNotWrite(Topics.ASSIGNMENTS);
    }

    @Test
    void makesNoSchedules() {
        mayNotWrite(Topics.SCHEDULES);
    }

    @Test
    void makesNoTargets() {
        mayNotWrite(Topics.TARGETS);
    }

    @Test
    void changesNoThresholds() {
        mayNotWrite(Topics.THRESHOLDS);
    }

    @Test
    void silencesNobody() {
        mayNotWrite(Topics.SILENCES);
    }

    @Test
    void sendsNobodysIncidentsElsewhere() {
        mayNotWrite(Topics.CHANNELS);
    }

    @Test
    void withholdsNoFeatures() {
        mayNotWrite(Topics.ENTITLEMENTS);
    }

    @Test
    void decidesNoEscalations() {
        mayNotWrite(Topics.ESCALATIONS);
    }

    @Test
    void opensNoIncidents() {
        mayNotWrite(Topics.INCIDENTS);
    }

    @Test
    void buriesNoRecords() {
        mayNotWrite(Topics.DEAD_LETTERS);
    }

    @Test
    void makesNoKeys() {
        mayNotWrite(Topics.PROBE_KEYS);
    }

    private void mayNotWrite(Topic<?> topic) {
        var record = new ProducerRecord<>(topic.name(), 0, PROBE, new byte[10]);
        var problem = assertThrows(
                ExecutionException.class, () -> producer.send(record).get(10, TimeUnit.SECONDS));
        assertInstanceOf(TopicAuthorizationException.class, problem.getCause());
    }

    // --- what it may not read

    @Test
    void readsNoResults() throws Exception {
        mayNotRead(Topics.RESULTS);
    }

    @Test
    void readsNotWhereChannelsLead() throws Exception {
        mayNotRead(Topics.CHANNELS);
    }

    @Test
    void readsNoKeysOfOthers() throws Exception {
        mayNotRead(Topics.PROBE_KEYS);
    }

    @Test
    void readsNoHeartbeatsOfOthers() throws Exception {
        mayNotRead(Topics.HEARTBEATS);
    }

    @Test
    void readsNoTargets() throws Exception {
        mayNotRead(Topics.TARGETS);
    }

    @Test
    void readsNoOffsetsOfGroups() throws Exception {
        try (var consumer = consumer(Map.of())) {
            consumer.assign(List.of(new TopicPartition("__consumer_offsets", 0)));
            assertThrows(AuthorizationException.class, () -> consumer.poll(POLL));
        }
    }

    private void mayNotRead(Topic<?> topic) throws Exception {
        try (var consumer = consumer(Map.of())) {
            var partition = new TopicPartition(topic.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            assertThrows(TopicAuthorizationException.class, () -> consumer.poll(POLL));
        }
    }

    // --- groups and transactions

    @Test
    void joinsNoGroupOfTheServices() throws Exception {
        mayNotJoin("results-sink");
    }

    @Test
    void joinsNoGroupOfItsOwn() throws Exception {
        mayNotJoin(PROBE);
    }

    private void mayNotJoin(String group) throws Exception {
        try (var consumer = consumer(Map.of("group.id", group))) {
            consumer.subscribe(List.of(Topics.COMMANDS.name()));
            assertThrows(GroupAuthorizationException.class, () -> consumer.poll(POLL));
        }
    }

    @Test
    void movesNoOffsetsOfTheServices() {
        var offsets = Map.of(new TopicPartition(Topics.RESULTS.name(), 0), new OffsetAndMetadata(1_000));
        denied(
                GroupAuthorizationException.class,
                admin.alterConsumerGroupOffsets("results-sink", offsets).all());
    }

    @Test
    void deletesNoGroups() {
        denied(
                GroupAuthorizationException.class,
                admin.deleteConsumerGroups(List.of("results-sink")).all());
    }

    @Test
    void opensNoTransactions() throws Exception {
        try (var transactional = producer(USER, PASSWORD, Map.of("transactional.id", "scheduler"))) {
            assertThrows(TransactionalIdAuthorizationException.class, transactional::initTransactions);
        }
    }

    // --- topics and the cluster

    @Test
    void createsNoTopics() {
        denied(
                AuthorizationException.class,
                admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1))).all());
    }

    @Test
    void deletesNoTopics() {
        denied(
                TopicAuthorizationException.class,
                admin.deleteTopics(List.of(Topics.RESULTS.name())).all());
    }

    @Test
    void addsNoPartitions() {
        denied(
                TopicAuthorizationException.class,
                admin.createPartitions(Map.of(Topics.RESULTS.name(), NewPartitions.increaseTo(8)))
                        .all());
    }

    @Test
    void deletesNoRecords() {
        var all = Map.of(new TopicPartition(Topics.RESULTS.name(), 0), RecordsToDelete.beforeOffset(-1));
        denied(TopicAuthorizationException.class, admin.deleteRecords(all).all());
    }

    @Test
    void changesNoTopic() {
        denied(
                TopicAuthorizationException.class,
                change(new ConfigResource(ConfigResource.Type.TOPIC, Topics.RESULTS.name()), "retention.ms", "1"));
    }

    @Test
    void changesNoBroker() {
        denied(
                ClusterAuthorizationException.class,
                change(new ConfigResource(ConfigResource.Type.BROKER, "1"), "log.retention.ms", "1"));
    }

    private KafkaFuture<Void> change(ConfigResource what, String key, String value) {
        var change = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        return admin.incrementalAlterConfigs(Map.of(what, List.of(change))).all();
    }

    @Test
    void readsNoSettingsOfTheBroker() {
        denied(
                ClusterAuthorizationException.class,
                admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.BROKER, "1")))
                        .all());
    }

    @Test
    void grantsItselfNothing() {
        var all = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                new AccessControlEntry("User:" + USER, "*", AclOperation.ALL, AclPermissionType.ALLOW));
        denied(
                ClusterAuthorizationException.class,
                admin.createAcls(List.of(all)).all());
    }

    @Test
    void takesNothingFromOthers() {
        denied(
                ClusterAuthorizationException.class,
                admin.deleteAcls(List.of(AclBindingFilter.ANY)).all());
    }

    @Test
    void doesNotLearnWhatOthersMay() {
        denied(
                ClusterAuthorizationException.class,
                admin.describeAcls(AclBindingFilter.ANY).values());
    }

    @Test
    void changesNoPasswordOfAnother() {
        var change = new UserScramCredentialUpsertion(
                FleetAccess.username("ber-2"), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), "mine");
        denied(
                ClusterAuthorizationException.class,
                admin.alterUserScramCredentials(List.of(change)).all());
    }

    // --- who comes in at all

    @Test
    void isNotLetInWithAWrongPassword() throws Exception {
        refused(USER, "another-password");
    }

    @Test
    void isNotLetInByANameThatNobodyHas() throws Exception {
        refused("probe-nobody", PASSWORD);
    }

    @Test
    void isNotLetInByTheNameOfTheServices() throws Exception {
        refused("ANONYMOUS", PASSWORD);
    }

    @Test
    void isNotLetInByTheNameOfAnotherProbe() throws Exception {
        access.grant("ber-2", "the-password-of-another");
        refused(FleetAccess.username("ber-2"), PASSWORD);
    }

    @Test
    void isNotLetInWithoutTls() throws Exception {
        var plain = new HashMap<>(broker.client(USER, PASSWORD));
        plain.put("security.protocol", "SASL_PLAINTEXT");
        plain.put("default.api.timeout.ms", 2_000);
        plain.put("request.timeout.ms", 1_000);
        try (var client = Admin.create(plain)) {
            denied(
                    org.apache.kafka.common.errors.TimeoutException.class,
                    client.listTopics().names());
        }
    }

    @Test
    void isNotLetInWithThePasswordOfBefore() throws Exception {
        access.grant("muc-3", "the-old-one");
        access.grant("muc-3", "the-new-one");
        refused(FleetAccess.username("muc-3"), "the-old-one");
    }

    @Test
    void mayDoNothingOnceItIsShutOut() throws Exception {
        access.grant("ham-4", PASSWORD);
        String user = FleetAccess.username("ham-4");
        try (var client = Admin.create(broker.client(user, PASSWORD))) {
            letIn(client);
        }
        try (var open = producer(user, PASSWORD, Map.of())) {
            var record = new ProducerRecord<>(Topics.RESULTS.name(), 0, "ham-4", new byte[10]);
            open.send(record).get(10, TimeUnit.SECONDS);
            access.revoke("ham-4");
            Await.until("nothing goes over the open connection", SOON, () -> {
                try {
                    var _ = open.send(record).get(10, TimeUnit.SECONDS);
                    return false;
                } catch (ExecutionException e) {
                    return e.getCause() instanceof AuthorizationException;
                }
            });
        }
        refused(user, PASSWORD);
        access.revoke("ham-4"); // twice is once
    }

    // --- certificates

    @Test
    void meetsARenewedCertificateWithoutARestart() throws Exception {
        BigInteger before = certificate().getSerialNumber();
        assertTrue(broker.authority().renew(List.of("localhost", "127.0.0.1", "renewed.example")));
        broker.kafka().reloadCertificates();
        Await.until(
                "the broker shows the new one",
                SOON,
                () -> !certificate().getSerialNumber().equals(before));
        try (var client = Admin.create(broker.client(USER, PASSWORD))) {
            assertEquals(
                    6, client.listTopics().names().get(10, TimeUnit.SECONDS).size());
        }
    }

    private X509Certificate certificate() throws Exception {
        String address = String.valueOf(broker.client(USER, PASSWORD).get("bootstrap.servers"));
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(broker.authority().certificate())) {
            store.setCertificateEntry(
                    "a", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /// The broker's own copy of what was granted is some milliseconds behind. An idempotent producer that is not let in
    /// at
    /// first never writes again (Kafka 4.1), so that none may come too early.
    private static void letIn(Admin client) throws Exception {
        Await.until("it is let in", SOON, () -> {
            try {
                var _ = client.listTopics().names().get(10, TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException e) {
                assertInstanceOf(SaslAuthenticationException.class, e.getCause());
                return false;
            }
        });
    }

    private void refused(String user, String password) throws Exception {
        Await.until("it is not let in", SOON, () -> {
            try (var client = Admin.create(broker.client(user, password))) {
                var _ = client.listTopics().names().get(10, TimeUnit.SECONDS);
                return false; // a change reaches the broker within milliseconds, not at once
            } catch (ExecutionException e) {
                return e.getCause() instanceof SaslAuthenticationException;
            }
        });
    }

    private static void denied(Class<? extends Exception> how, KafkaFuture<?> what) {
        var problem = assertThrows(ExecutionException.class, () -> what.get(10, TimeUnit.SECONDS));
        assertInstanceOf(how, problem.getCause());
    }

    private KafkaProducer<String, byte[]> producer(String user, String password, Map<String, Object> more)
            throws Exception {
        var settings = new HashMap<>(broker.client(user, password));
        settings.put("max.block.ms", 10_000);
        settings.remove("default.api.timeout.ms");
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<String, byte[]> consumer(Map<String, Object> more) throws Exception {
        var settings = new HashMap<>(broker.client(USER, PASSWORD));
        settings.put("allow.auto.create.topics", false);
        settings.put("auto.offset.reset", "earliest");
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
