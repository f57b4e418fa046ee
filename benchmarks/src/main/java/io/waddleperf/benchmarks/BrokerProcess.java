package io.waddleperf.benchmarks;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// One of several Kafka brokers, each of them a controller too, as a process of its own: what is acknowledged
/// stands on two of three at least.
///
/// Arguments: node (from 1 on), directory, id of the cluster, and the [Ports] of each node.
public final class BrokerProcess {
    private static final String CONTROLLER = "CONTROLLER";
    private static final int REPLICAS = 3;

    /// On 127.0.0.1; as an argument `clients:controllers`.
    record Ports(int clients, int controllers) {
        static Ports parse(String text) {
            int colon = text.indexOf(':');
            return new Ports(Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        }

        @Override
        public String toString() {
            return clients + ":" + controllers;
        }
    }

    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        int node = Integer.parseInt(args[0]);
        var dir = Path.of(args[1]);
        var ports =
                List.of(args).subList(3, args.length).stream().map(Ports::parse).toList();
        Files.createDirectories(dir);
        if (!Files.exists(dir.resolve("meta.properties"))) {
            format(node, dir, args[2]);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties(node, dir, ports), false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(int node, Path dir, String cluster) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(cluster)
                .setNodeId(node)
                .setControllerListenerName(CONTROLLER)
                .setDirectories(List.of(dir.toString()))
                .setMetadataLogDirectory(dir.toString())
                .setIgnoreFormatted(true)
                .setHasDynamicQuorum(false)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    private static Properties properties(int node, Path dir, List<Ports> ports) {
        var own = ports.get(node - 1);
        String clients = "PLAINTEXT://127.0.0.1:" + own.clients();
        var properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(node));
        properties.setProperty("controller.quorum.voters", voters(ports));
        properties.setProperty("controller.listener.names", CONTROLLER);
        properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
        properties.setProperty("listeners", clients + ',' + CONTROLLER + "://127.0.0.1:" + own.controllers());
        properties.setProperty("advertised.listeners", clients);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.setProperty("log.dirs", dir.toString());
        properties.setProperty("auto.create.topics.enable", "false");
        // as `up` has it: a broker is given up after 4 s without a sign; an only one has nobody to take over
        properties.setProperty("broker.session.timeout.ms", ports.size() == 1 ? "30000" : "4000");
        properties.setProperty("broker.heartbeat.interval.ms", "1000");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        replicate(properties, Math.min(REPLICAS, ports.size()));
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        properties.setProperty("log.segment.bytes", Integer.toString(64 << 20));
        return properties;
    }

    private static void replicate(Properties properties, int replicas) {
        String all = Integer.toString(replicas);
        String least = Integer.toString(Math.max(1, replicas - 1));
        properties.setProperty("default.replication.factor", all);
        properties.setProperty("min.insync.replicas", least);
        for (var topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.setProperty(topic + ".num.partitions", "6");
            properties.setProperty(topic + ".replication.factor", all);
        }
        properties.setProperty("transaction.state.log.min.isr", least);
        properties.setProperty("share.coordinator.state.topic.min.isr", least);
    }

    private static String voters(List<Ports> ports) {
        return IntStream.range(0, ports.size())
                .mapToObj(at -> (at + 1) + "@127.0.0.1:" + ports.get(at).controllers())
                .collect(Collectors.joining(","));
    }
}
