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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/// WaddlePerf on many processes of this machine: brokers, two of each service, a database and probes.
final class Landscape implements AutoCloseable {
    static final int PARTITIONS = 6;
    private static final int EACH_SERVICE = 2;
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final int POOL_MIB = 512;

    private final Path work;
    /// Random: nobody else on this machine may know it.
    private final String password = UUID.randomUUID().toString();
    private final int databasePort = FreePorts.next();
    private final List<BrokerProcess.Ports> brokerPorts;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Programs> programs = new ConcurrentHashMap<>();
    private final List<Member> members = new ArrayList<>();
    private final Programs first;

    /// @param first what each part is started from, until it is [#replace]d
    Landscape(Path work, int brokers, Programs first) throws IOException {
        this.work = work;
        this.first = first;
        this.brokerPorts = IntStream.range(0, brokers)
                .mapToObj(_ -> new BrokerProcess.Ports(FreePorts.next(), FreePorts.next()))
                .toList();
        Files.createDirectories(work.resolve("logs"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    String bootstrap() {
        return brokerPorts.stream().map(ports -> "127.0.0.1:" + ports.clients()).collect(Collectors.joining(","));
    }

    List<Member> members(Member.Kind kind) {
        return members.stream().filter(member -> member.kind() == kind).toList();
    }

    List<String> apiUrls() {
        return members(Member.Kind.API).stream().map(this::url).toList();
    }

    /// Of a service, also while it does not run.
    String url(Member member) {
        return "http://127.0.0.1:" + ports.get(member.name());
    }

    Path log(Member member) {
        return log(member.name());
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

    int databasePort() {
        return databasePort;
    }

    Path databaseFolder() {
        return work.resolve("database");
    }

    /// Of the probe with that name.
    Path data(String probe) {
        return work.resolve(probe);
    }

    /// Brokers that answer, without topics, and a database without tables.
    void startServers() throws Exception {
        String cluster = Uuid.randomUuid().toString();
        for (int node = 1; node <= brokerPorts.size(); node++) {
            add(broker(node, cluster));
        }
        add(database());
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            Await.until(
                    "all brokers",
                    STARTS_WITHIN,
                    () -> admin.describeCluster().nodes().get().size() == brokerPorts.size());
        }
    }

    /// Topics and tables as this checkout has them.
    void provision() throws Exception {
        Migrations.run(jdbcUrl(), EmbeddedMariaDb.USER, password);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) brokerPorts.size());
        }
    }

    /// Those that others need go first; returns when all are ready.
    void startServices() throws Exception {
        startEach(Member.Kind.SINK, "results-sink", "256m", this::sink);
        startEach(Member.Kind.STREAMS, "escalation-streams", "384m", this::streams);
        startEach(Member.Kind.SCHEDULER, "scheduler", "128m", _ -> Map.of());
        startEach(Member.Kind.API, "query-api", "192m", _ -> Map.of());
    }

    private void startEach(Member.Kind kind, String module, String heap, Function<String, Map<String, String>> settings)
            throws Exception {
        for (int number = 1; number <= EACH_SERVICE; number++) {
            String instance = Integer.toString(number);
            add(service(kind, module, instance, heap, settings.apply(instance)));
        }
        for (Member member : members(kind)) {
            awaitReady(member);
        }
    }

    /// As an operator does: ended, started from other programs on the same data and settings, and ready on return.
    ///
    /// @return how long it took to end
    /// @throws IllegalStateException where it did not end by itself
    Duration replace(Member member, Programs by) throws Exception {
        programs.put(member.name(), by);
        long beginNs = System.nanoTime();
        member.stop();
        var ended = Duration.ofNanos(System.nanoTime() - beginNs);
        if (ended.compareTo(Member.GRACE) >= 0) {
            throw new IllegalStateException(member.name() + " did not end within " + Member.GRACE);
        }
        member.start();
        if (member.kind() != Member.Kind.PROBE) {
            awaitReady(member);
        }
        return ended;
    }

    /// @param member a service
    void awaitReady(Member member) throws Exception {
        Await.until(member.name() + " is ready, see " + log(member), STARTS_WITHIN, () -> {
            if (member.isDown()) {
                throw new IllegalStateException(member.name() + " has ended by itself, see " + log(member));
            }
            return Http.answers(url(member) + "/q/health/ready");
        });
    }

    private Programs programs(String member) {
        return programs.getOrDefault(member, first);
    }

    void startProbes(List<String> names) {
        for (String name : names) {
            var settings = List.of(
                    "--probe-id=" + name,
                    "--bootstrap-servers=" + bootstrap(),
                    "--partitions=" + PARTITIONS,
                    "--data=" + data(name),
                    "--responder=false",
                    "--allow-loopback=true");
            add(Member.of(Member.Kind.PROBE, name, () -> programs(name).probe(settings), log(name)));
        }
    }

    private void add(Member member) {
        members.add(member);
        member.start();
    }

    private Member broker(int node, String cluster) {
        var command = new ArrayList<>(List.of(ProbeJvm.java(), "-Xmx256m"));
        command.addAll(Built.JVM);
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                Integer.toString(node),
                work.resolve("broker-" + node).toString(),
                cluster));
        brokerPorts.forEach(ports -> command.add(ports.toString()));
        var launch = new Programs.Launch(command, Map.of());
        return Member.of(Member.Kind.BROKER, "broker-" + node, () -> launch, log("broker-" + node));
    }

    private Member database() {
        var cache =
                Path.of(System.getProperty("java.io.tmpdir"), "waddleperf-testkit-" + System.getProperty("user.name"));
        var settings = new MariaDbSettings(databaseFolder(), cache, databasePort, password, POOL_MIB);
        return new Member(Member.Kind.DATABASE, "mariadbd", () -> Member.Alive.of(EmbeddedMariaDb.start(settings)));
    }

    private Map<String, String> streams(String instance) {
        return Map.of(
                "waddleperf.streams.state-dir",
                work.resolve("streams-" + instance).toString(),
                "waddleperf.streams.standbys",
                "1");
    }

    private Map<String, String> sink(String instance) {
        return Map.of(
                "waddleperf.archive.location",
                "dir:" + archive(),
                "waddleperf.archive.work-folder",
                work.resolve("archive-work-" + instance).toString(),
                "waddleperf.archive.window",
                "1M");
    }

    /// The folder in which results are archived.
    Path archive() {
        return work.resolve("archive");
    }

    /// With the settings that a unit file would give it.
    private Member service(
            Member.Kind kind, String module, String instance, String heap, Map<String, String> settings) {
        String name = module + '-' + instance;
        int port = FreePorts.next();
        ports.put(name, port);
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
                Integer.toString(port),
                "quarkus.log.level",
                "WARN"));
        var secrets = new TreeMap<String, String>();
        if (kind == Member.Kind.SINK || kind == Member.Kind.API) {
            all.put("quarkus.datasource.jdbc.url", jdbcUrl());
            all.put("quarkus.datasource.username", EmbeddedMariaDb.USER);
            secrets.put("QUARKUS_DATASOURCE_PASSWORD", password);
        }
        all.putAll(settings);
        return Member.of(
                kind,
                name,
                () -> {
                    var launch = programs(name).service(module, heap, all, work.resolve("state-" + name));
                    var environment = new TreeMap<>(launch.environment());
                    environment.putAll(secrets);
                    return new Programs.Launch(launch.command(), environment);
                },
                log(name));
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
        members(Member.Kind.PROBE).parallelStream().forEach(Member::close);
    }
}
