package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.database.Migrations;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.embedded.MariaDbSettings;
import io.waddleperf.embedded.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/// WaddlePerf on many processes of this machine: three brokers, two of each service, a database and probes.
final class Landscape implements AutoCloseable {
    static final int PARTITIONS = 6;
    private static final int BROKERS = 3;
    private static final int EACH_SERVICE = 2;
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final int POOL_MIB = 512;

    /// Small and quick to start: each of them lives for minutes, on a machine that has them all.
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path work;
    private final String password = UUID.randomUUID().toString();
    private final int databasePort = FreePorts.next();
    private final List<BrokerProcess.Ports> brokerPorts = IntStream.range(0, BROKERS)
            .mapToObj(_ -> new BrokerProcess.Ports(FreePorts.next(), FreePorts.next()))
            .toList();
    private final List<Integer> apiPorts =
            IntStream.range(0, EACH_SERVICE).mapToObj(_ -> FreePorts.next()).toList();
    private final List<Member> members = new ArrayList<>();

    Landscape(Path work) throws IOException {
        this.work = work;
        Files.createDirectories(work.resolve("logs"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    String bootstrap() {
        return brokerPorts.stream().map(ports -> "127.0.0.1:" + ports.clients()).collect(Collectors.joining(","));
    }

    List<String> apiUrls() {
        return apiPorts.stream().map(port -> "http://127.0.0.1:" + port).toList();
    }

    String jdbcUrl() {
        return "jdbc:mariadb://127.0.0.1:" + databasePort + '/' + EmbeddedMariaDb.DATABASE
                + "?sslMode=disable&connectTimeout=5000&socketTimeout=30000";
    }

    String password() {
        return password;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), EmbeddedMariaDb.USER, password);
    }

    /// Of the probe with that name.
    Path data(String probe) {
        return work.resolve(probe);
    }

    /// Brokers with their topics, the database with its tables, and the services; returns when the APIs answer.
    void startServices() throws Exception {
        String cluster = Uuid.randomUuid().toString();
        for (int node = 1; node <= BROKERS; node++) {
            add(broker(node, cluster));
        }
        add(database());
        Migrations.run(jdbcUrl(), EmbeddedMariaDb.USER, password);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            Await.until(
                    "three brokers",
                    STARTS_WITHIN,
                    () -> admin.describeCluster().nodes().get().size() == BROKERS);
            TopicProvisioner.ensure(admin, PARTITIONS, (short) BROKERS);
        }
        for (int number = 0; number < EACH_SERVICE; number++) {
            String instance = Integer.toString(number + 1);
            add(service(Member.Kind.SCHEDULER, "scheduler", instance, "128m", Map.of()));
            add(service(
                    Member.Kind.STREAMS,
                    "escalation-streams",
                    instance,
                    "384m",
                    Map.of(
                            "waddleperf.streams.state-dir",
                            work.resolve("streams-" + instance).toString(),
                            "waddleperf.streams.standbys",
                            "1")));
            add(service(Member.Kind.SINK, "results-sink", instance, "256m", sink(instance)));
            add(service(
                    Member.Kind.API,
                    "query-api",
                    instance,
                    "192m",
                    Map.of("quarkus.http.port", apiPorts.get(number).toString())));
        }
    }

    void startProbes(List<String> names) {
        for (String name : names) {
            add(Member.of(
                    Member.Kind.PROBE,
                    name,
                    ProbeJvm.command(List.of(
                            "-jar",
                            ProbeJvm.jar().toString(),
                            "--probe-id=" + name,
                            "--bootstrap-servers=" + bootstrap(),
                            "--partitions=" + PARTITIONS,
                            "--data=" + data(name),
                            "--responder=false",
                            "--allow-loopback=true")),
                    Map.of(),
                    log(name)));
        }
    }

    private void add(Member member) {
        members.add(member);
        member.start();
    }

    private Member broker(int node, String cluster) {
        var command = new ArrayList<>(List.of(ProbeJvm.java(), "-Xmx256m"));
        command.addAll(JVM);
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                Integer.toString(node),
                work.resolve("broker-" + node).toString(),
                cluster));
        brokerPorts.forEach(ports -> command.add(ports.toString()));
        return Member.of(Member.Kind.BROKER, "broker-" + node, command, Map.of(), log("broker-" + node));
    }

    private Member database() {
        var cache =
                Path.of(System.getProperty("java.io.tmpdir"), "waddleperf-testkit-" + System.getProperty("user.name"));
        var settings = new MariaDbSettings(work.resolve("database"), cache, databasePort, password, POOL_MIB);
        return new Member(Member.Kind.DATABASE, "mariadbd", () -> Member.Alive.of(EmbeddedMariaDb.start(settings)));
    }

    private Map<String, String> sink(String instance) {
        return Map.of(
                "waddleperf.archive.location",
                "dir:" + work.resolve("archive"),
                "waddleperf.archive.work-folder",
                work.resolve("archive-work-" + instance).toString(),
                "waddleperf.archive.window",
                "1M");
    }

    /// The application that its module builds, with the settings that a unit file would give it.
    private Member service(
            Member.Kind kind, String module, String instance, String heap, Map<String, String> settings) {
        String name = module + '-' + instance;
        var all = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers",
                bootstrap(),
                "waddleperf.partitions",
                Integer.toString(PARTITIONS),
                "waddleperf.instance",
                name,
                "quarkus.http.host",
                "127.0.0.1",
                "quarkus.http.port",
                "0",
                "quarkus.log.level",
                "WARN"));
        var environment = new HashMap<String, String>();
        if (kind == Member.Kind.SINK || kind == Member.Kind.API) {
            all.put("quarkus.datasource.jdbc.url", jdbcUrl());
            all.put("quarkus.datasource.username", EmbeddedMariaDb.USER);
            environment.put("QUARKUS_DATASOURCE_PASSWORD", password);
        }
        all.putAll(settings);
        var command = new ArrayList<>(List.of(ProbeJvm.java(), "-Xmx" + heap));
        command.addAll(JVM);
        all.forEach((key, value) -> command.add("-D" + key + '=' + value));
        command.addAll(List.of(
                "-jar",
                Path.of(module, "target", "quarkus-app", "quarkus-run.jar").toString()));
        return Member.of(kind, name, command, environment, log(name));
    }

    private Path log(String name) {
        return work.resolve("logs").resolve(name + ".log");
    }

    /// In reverse of the order in which they were started, all probes at once; what they kept goes with them.
    @Override
    public synchronized void close() {
        stopProbes();
        members.reversed().forEach(Member::close);
        if (Boolean.getBoolean("keep")) {
            System.out.println("kept: " + work);
            return;
        }
        try {
            if (Files.exists(work)) {
                Trees.delete(work);
            }
        } catch (IOException e) {
            System.err.println(work + " is left behind: " + e);
        }
    }

    /// What they have measured they send before they end.
    void stopProbes() {
        members.stream().filter(member -> member.kind() == Member.Kind.PROBE).toList().parallelStream()
                .forEach(Member::close);
    }
}
