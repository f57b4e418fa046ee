package io.waddleperf.sink.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.database.Migrations;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import io.waddleperf.testkit.TestSql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A notifier on real topics and a database of its own.
final class Rig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    /// What channels of the configuration find here.
    static final SecretPlaces SECRETS = new SecretPlaces(Map.of("NOTIFY_KEY", "s3cret"), null);

    final TestDatabase server;
    final DataSource database;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final KafkaProducer<String, byte[]> producer;
    private final Notifier notifier;
    private final String group = UUID.randomUUID().toString();
    private final Set<String> configured = new HashSet<>();

    Rig(ChannelSpec... channels) throws Exception {
        var names = java.util.Arrays.stream(channels).map(ChannelSpec::name).toList();
        server = TestServers.freshDatabase();
        database = source(server);
        Migrations.run(database);
        provision();
        producer = producer(TestServers.kafka());
        beginAtTheEnd(group);
        var routes = names.isEmpty() ? List.<Route>of() : List.of(route(names));
        var settings = settings(group, List.of(channels), routes);
        notifier = new Notifier(database, metrics, settings, Clock.systemUTC(), SOON);
        notifier.start();
    }

    /// What other tests have sent is not for this notifier.
    private static void beginAtTheEnd(String group) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            var ends = new HashMap<TopicPartition, OffsetAndMetadata>();
            for (var topic : List.of(Topics.INCIDENTS.name(), Topics.INCIDENT_ACTIONS.name())) {
                var partition = new TopicPartition(topic, 0);
                var end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get(10, TimeUnit.SECONDS);
                ends.put(partition, new OffsetAndMetadata(end.offset()));
            }
            admin.alterConsumerGroupOffsets(group, ends).all().get(10, TimeUnit.SECONDS);
        }
    }

    /// Another process on the same topics and tables, without channels of its own; it is not started yet.
    Notifier another() {
        var settings = settings(group, List.of(), List.of());
        return new Notifier(database, new SimpleMeterRegistry(), settings, Clock.systemUTC(), SOON);
    }

    static void provision() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            TopicProvisioner.ensure(admin, 4, (short) 1);
        }
    }

    static KafkaProducer<String, byte[]> producer(String kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    }

    static DataSource source(TestDatabase server) throws SQLException {
        var source = server.source();
        source.getConnection().close(); // it reads its settings then, and for one thread only
        return source;
    }

    /// Everything at once.
    static Route route(List<String> channels) {
        return new Route(
                "all",
                Map.of(),
                Severity.WARNING,
                channels,
                Route.CHOICE,
                true,
                List.of(IncidentLabels.INCIDENT),
                Duration.ZERO,
                Duration.ZERO,
                Route.REPEAT_INTERVAL);
    }

    static NotifierSettings settings(String group, List<ChannelSpec> channels, List<Route> routes) {
        return settings(TestServers.kafka(), group, channels, routes);
    }

    static NotifierSettings settings(String kafka, String group, List<ChannelSpec> channels, List<Route> routes) {
        return new NotifierSettings(
                KafkaAccess.open(kafka),
                4,
                group,
                UUID.randomUUID().toString(),
                "http://127.0.0.1:8080",
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(6),
                new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), Integer.MAX_VALUE),
                channels,
                routes,
                SECRETS);
    }

    static Incidents incident() {
        return new Incidents(
                UUID.randomUUID(),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60));
    }

    void send(Incident... revisions) throws Exception {
        for (var revision : revisions) {
            send(Topics.INCIDENTS.record(revision.id().toString(), revision, 4));
        }
    }

    void test(String by) throws Exception {
        Instant now = Clock.systemUTC().instant();
        var action = new IncidentAction(
                UUID.randomUUID(), new UUID(0, 0), IncidentAction.Kind.TEST_NOTIFICATION, by, now, "hello", null, null);
        send(Topics.INCIDENT_ACTIONS.record(action.incident().toString(), action, 4));
    }

    /// @return its id, which is that of the incident in its message
    UUID testOf(String channel) throws Exception {
        UUID id = UUID.randomUUID();
        Instant now = Clock.systemUTC().instant();
        var action =
                new IncidentAction(id, id, IncidentAction.Kind.TEST_CHANNEL, "operator", now, "hello", channel, null);
        send(Topics.INCIDENT_ACTIONS.record(id.toString(), action, 4));
        return id;
    }

    /// Writes a channel of the configuration; it is gone when the rig closes.
    void configure(Channel channel) throws Exception {
        configured.add(channel.id());
        send(Topics.CHANNELS.record(channel.id(), channel, 4));
    }

    void remove(String channel) throws Exception {
        configured.remove(channel);
        send(new ProducerRecord<>(Topics.CHANNELS.name(), channel, null));
    }

    void send(ProducerRecord<String, byte[]> record) throws Exception {
        producer.send(record).get(10, TimeUnit.SECONDS);
    }

    double count(String name, String tag, String value) {
        return metrics.find(name).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    String text(String sql) throws SQLException {
        return TestSql.text(database, sql);
    }

    @Override
    public void close() {
        notifier.close();
        for (var channel : configured) {
            var _ = producer.send(new ProducerRecord<>(Topics.CHANNELS.name(), channel, null));
        }
        producer.close();
    }
}
