package io.waddleperf.sink.notify;

import static io.waddleperf.testkit.TestSql.execute;
import static io.waddleperf.testkit.TestSql.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.contracts.Destination;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Migrations;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestServers;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start while the topic of the channels does not tell, and that of the incidents does.
@SuppressWarnings("NullAway.Init") // set before each test
class ChannelTopicAwayIT {
    private static final long LOG_BYTES = 64 << 20;

    /// A consumer asks again for up to 10 s, and begins anew after a pause of up to 30.
    private static final Duration TOPIC_IS_BACK = Duration.ofSeconds(60);

    private final Receiver receiver = new Receiver();

    /// How often the notifier asked the database.
    private final AtomicInteger asked = new AtomicInteger();

    private DataSource database;
    private EmbeddedKafka broker; // of its own: the others need the topic
    private Admin admin;
    private KafkaProducer<String, byte[]> producer;
    private Notifier notifier;

    @TempDir
    Path dir;

    @BeforeEach
    void startWithoutTheTopic() throws Exception {
        database = Rig.source(TestServers.freshDatabase());
        Migrations.run(database);
        broker = EmbeddedKafka.start(new KafkaSettings(dir, 0, LOG_BYTES));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
        producer = Rig.producer(broker.bootstrap());
        TopicProvisioner.ensure(admin, 4, (short) 1);
        admin.deleteTopics(List.of(Topics.CHANNELS.name())).all().get(10, TimeUnit.SECONDS);
        var settings = Rig.settings(broker.bootstrap(), "topic-away", List.of(), List.of());
        notifier =
                new Notifier(counted(), new SimpleMeterRegistry(), settings, Clock.systemUTC(), Duration.ofMillis(500));
    }

    @AfterEach
    void close() {
        notifier.close();
        producer.close();
        admin.close();
        broker.close();
        receiver.close();
    }

    @Test
    void tellsThoseThatTheDatabaseKnowsUntilTheTopicTells() throws Exception {
        store(hook("hook", "/first", 1), false);
        store(hook("removed", "/removed", 4), true);
        send(Topics.INCIDENTS.record("first", Rig.incident().open(), 4));
        notifier.start();
        Await.equal(1, Rig.SOON, () -> receiver.taken("/first").size());
        store(hook("hook", "/second", 2), false);
        Await.equal("hook 2", Rig.SOON, this::inForce);
        send(Topics.INCIDENTS.record("second", Rig.incident().open(), 4));
        Await.equal(1, Rig.SOON, () -> receiver.taken("/second").size());

        TopicProvisioner.ensure(admin, 4, (short) 1);
        var third = hook("hook", "/third", 3);
        send(Topics.CHANNELS.record(third.id(), third, 4));
        Await.equal("hook 3", TOPIC_IS_BACK, this::inForce);
        send(Topics.INCIDENTS.record("third", Rig.incident().open(), 4));
        Await.equal(1, Rig.SOON, () -> receiver.taken("/third").size());
        assertEquals(3, receiver.requests.size(), "each once, and nothing to who was removed");
    }

    @Test
    void tellsNobodyBeforeItKnowsWhom() throws Exception {
        store(hook("hook", "/late", 1), false);
        execute(database, "RENAME TABLE channel TO channel_away");
        send(Topics.INCIDENTS.record("first", Rig.incident().open(), 4));
        notifier.start();
        int before = asked.get();
        Await.until("some attempts", Rig.SOON, () -> asked.get() >= before + 4);
        assertEquals("", text(database, "SELECT name FROM lease WHERE name = 'notifications'"), "nothing has begun");
        assertEquals("", text(database, "SELECT dedup_key FROM notification"), "else the incident would be through");
        execute(database, "RENAME TABLE channel_away TO channel");
        Await.equal(1, Rig.SOON, () -> receiver.taken("/late").size());
    }

    private DataSource counted() {
        return (DataSource) Proxy.newProxyInstance(
                ChannelTopicAwayIT.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, method, arguments) -> {
                    asked.incrementAndGet();
                    return method.invoke(database, arguments);
                });
    }

    private Channel hook(String name, String path, long version) {
        var url = receiver.url(path).toString();
        var route = new ChannelRoute(
                Map.of(),
                ChannelRoute.DEFAULT.severity(),
                ChannelRoute.DEFAULT.tell(),
                ChannelRoute.DEFAULT.groupBy(),
                0,
                0,
                ChannelRoute.DEFAULT.repeatIntervalUs());
        return new Channel(name, true, new Destination.Webhook(url, "env:NOTIFY_KEY"), route, version);
    }

    private String inForce() throws SQLException {
        return text(database, "SELECT CONCAT(name, ' ', version) FROM notifier_channel");
    }

    private void store(Channel channel, boolean deleted) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "REPLACE INTO channel (id, document, version, origin, deleted) VALUES (?, ?, ?, 'api', ?)")) {
            statement.setString(1, channel.id());
            statement.setString(2, WireCodec.text(channel));
            statement.setLong(3, channel.version());
            statement.setBoolean(4, deleted);
            statement.executeUpdate();
        }
    }

    private void send(ProducerRecord<String, byte[]> record) throws Exception {
        producer.send(record).get(10, TimeUnit.SECONDS);
    }
}
