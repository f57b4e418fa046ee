package io.waddleperf.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Properties;

/// The broker's configuration for one machine: one replica, bounded disk, few threads.
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENTS = "PLAINTEXT";
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final int REAUTHENTICATE_MS = 600_000;

    private final Properties properties = new Properties();

    private BrokerProperties() {}

    static Properties of(KafkaSettings settings, int port, int controllerPort) {
        var broker = new BrokerProperties();
        broker.listen(port, controllerPort);
        broker.set("log.dirs", settings.dir());
        broker.set("auto.create.topics.enable", false);
        broker.recoverSoon();
        broker.set("group.initial.rebalance.delay.ms", 0);
        broker.keepOneReplica();
        broker.boundDisk(settings);
        broker.useFewThreads();
        if (settings.network() != null) {
            broker.answerOthers(settings.network());
        }
        return broker.properties;
    }

    private void listen(int port, int controllerPort) {
        var clients = CLIENTS + "://127.0.0.1:" + port;
        set("process.roles", "broker,controller");
        set("node.id", NODE_ID);
        set("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        set("controller.listener.names", CONTROLLER);
        set("inter.broker.listener.name", CLIENTS);
        set("listeners", clients + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        set("advertised.listeners", clients);
        set("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    }

    /// Who comes over loopback has no name (`ANONYMOUS`) and may do all, as without this listener; who
    /// comes from elsewhere must have one, and may do what an ACL says.
    private void answerOthers(NetworkListener network) {
        String name = NetworkListener.NAME;
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + '.';
        extend("listeners", "," + name + "://" + NetworkListener.endpoint(network.host(), network.port()));
        extend("advertised.listeners", "," + name + "://" + network.bootstrap());
        extend("listener.security.protocol.map", "," + name + ":SASL_SSL");
        set(prefix + "sasl.enabled.mechanisms", SCRAM);
        set(
                prefix + SCRAM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        // a password that was taken away ends its connections too
        set(prefix + SCRAM.toLowerCase(Locale.ROOT) + ".connections.max.reauth.ms", REAUTHENTICATE_MS);
        set(prefix + "ssl.keystore.type", "PEM");
        set(prefix + "ssl.keystore.location", network.keyStore());
        set(prefix + "ssl.client.auth", "none");
        set("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        set("super.users", "User:ANONYMOUS");
        set("allow.everyone.if.no.acl.found", false);
    }

    private void extend(String key, String more) {
        set(key, properties.getProperty(key) + more);
    }

    private void keepOneReplica() {
        for (var topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            set(topic + ".num.partitions", 4);
            set(topic + ".replication.factor", 1);
        }
        set("transaction.state.log.min.isr", 1);
        set("share.coordinator.state.topic.min.isr", 1);
    }

    private void boundDisk(KafkaSettings settings) {
        set("log.retention.bytes", settings.maxLogBytes());
        set("log.segment.bytes", settings.segmentBytes());
        set("log.index.size.max.bytes", 1 << 20);
        set("log.retention.check.interval.ms", 60_000);
        set("log.segment.delete.delay.ms", 5_000);
        set("offsets.topic.segment.bytes", 4 << 20);
        set("transaction.state.log.segment.bytes", 4 << 20);
        set("share.coordinator.state.topic.segment.bytes", 4 << 20);
        set("metadata.log.segment.bytes", 8 << 20);
        set("metadata.max.retention.bytes", 16 << 20);
        set("metadata.log.max.record.bytes.between.snapshots", 4 << 20);
        // The no-op records tell followers how far the log is; there are none.
        set("metadata.max.idle.interval.ms", 0);
    }

    /// After a kill -9 the controller refuses the broker until the session of its predecessor ends.
    private void recoverSoon() {
        set("broker.session.timeout.ms", 4_000);
        set("broker.heartbeat.interval.ms", 1_000);
    }

    private void useFewThreads() {
        set("num.network.threads", 2);
        set("num.io.threads", 4);
        set("background.threads", 2);
        set("num.recovery.threads.per.data.dir", 2);
        set("group.coordinator.threads", 1);
        set("share.coordinator.threads", 1);
        set("log.cleaner.dedupe.buffer.size", 4 << 20);
        set("log.cleaner.io.buffer.size", 256 << 10);
    }

    private void set(String key, Object value) {
        properties.setProperty(key, value.toString());
    }
}
