package io.waddleperf.standalone;

import com.sun.management.OperatingSystemMXBean;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.database.Migrations;
import io.waddleperf.embedded.ChildWatch;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.embedded.MariaDbSettings;
import io.waddleperf.standalone.demo.Demo;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The processes and servers below the services, started together and closed in reverse.
final class Servers implements AutoCloseable {
    /// The count of partitions of topics that are spread by probe, on a single machine.
    static final int PARTITIONS = 4;

    private static final Logger LOG = Logger.getLogger(Servers.class);
    /// The operator's own token for automation, instead of the one that is made here.
    private static final String BOOTSTRAP_TOKEN = "WADDLEPERF_BOOTSTRAP_TOKEN";

    /// Of the machine's memory and of the bound of the disk, whichever is less, for the pool of the
    /// database: a series' newest page must stay there, or each result costs a read and a write.
    private static final int POOL_SHARE = 16;

    private static final int LARGEST_POOL_MIB = 1024;
    /// Of the whole bound, so that all partitions together stay within it.
    private static final int PARTITION_SHARE = 80;

    private final UpOptions options;
    private final DataDirectory dir;
    private final @Nullable Demo demo;
    private final @Nullable Network network;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final DiskGuard disk;
    private RuntimeFile runtime;
    private volatile @Nullable Supervised<EmbeddedMariaDb> database;
    private volatile @Nullable Supervised<ChildWatch> probe;

    /// @param demo    null without `--demo`
    /// @param network null without `--listen`
    Servers(UpOptions options, DataDirectory dir, RuntimeFile runtime, @Nullable Demo demo, @Nullable Network network) {
        this.network = network;
        this.options = options;
        this.dir = dir;
        this.demo = demo;
        this.runtime = runtime;
        this.disk = new DiskGuard(dir.root(), options.maxDiskBytes(), this::connect, Clock.systemUTC());
    }

    /// @return the settings by which the services find their servers
    Map<String, String> start() throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> jdbc = executor.submit(this::startDatabase);
            Future<String> bootstrap = executor.submit(this::startKafka);
            String kafkaAddress = result(bootstrap);
            startProbe();
            startFleet(kafkaAddress);
            String url = result(jdbc);
            return Map.of(
                    "kafka.bootstrap.servers",
                    kafkaAddress,
                    "quarkus.datasource.jdbc.url",
                    url,
                    "quarkus.datasource.username",
                    EmbeddedMariaDb.USER,
                    "quarkus.datasource.password",
                    dir.databasePassword(),
                    // the sink's writers and the API share one pool here
                    "quarkus.datasource.jdbc.max-size",
                    "24");
        }
    }

    private String startKafka() throws Exception {
        long share = Math.max(options.maxDiskBytes() / PARTITION_SHARE, 16L << 20);
        var listener = network == null ? null : network.listener();
        EmbeddedKafka kafka = EmbeddedKafka.start(new KafkaSettings(dir.kafka(), runtime.kafka(), share, listener));
        opened(kafka);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        if (network != null) {
            network.started(kafka);
            LocalKey.in(dir.probeKey()).publish(kafka.bootstrap());
        }
        return kafka.bootstrap();
    }

    private String startDatabase() {
        var settings = new MariaDbSettings(
                dir.database(), dir.databaseBinaries(), runtime.database(), dir.databasePassword(), bufferPoolMiB());
        var supervised = new Supervised<>(
                "mariadbd",
                () -> EmbeddedMariaDb.start(settings),
                EmbeddedMariaDb::onExit,
                started -> note("mariadbd", started.pid()));
        EmbeddedMariaDb started = supervised.start();
        database = supervised;
        opened(supervised);
        Migrations.run(started.jdbcUrl(), started.user(), started.password());
        opened(disk.start());
        return started.jdbcUrl();
    }

    private int bufferPoolMiB() {
        Long wanted = options.databaseMemoryBytes();
        if (wanted != null) {
            return Math.toIntExact(wanted >> 20);
        }
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long share = Math.min(machine.getTotalMemorySize(), options.maxDiskBytes()) / POOL_SHARE;
        return Math.clamp(share >> 20, MariaDbSettings.DEFAULT_BUFFER_POOL_MIB, LARGEST_POOL_MIB);
    }

    private void startProbe() {
        var supervised = new Supervised<>(
                "the probe",
                () -> ProbeProcess.start(runtime, dir, options.maxDiskBytes(), extra()),
                ChildWatch::onExit,
                started -> note("probe", started.pid()));
        supervised.start();
        probe = supervised;
        opened(supervised);
    }

    private ProbeProcess.Extra extra() {
        if (network != null) {
            return new ProbeProcess.Extra(List.of(), List.of("--signing-key=" + dir.probeKey()));
        }
        return demo == null
                ? ProbeProcess.Extra.NONE
                : new ProbeProcess.Extra(demo.probeJvmOptions(), demo.probeSettings());
    }

    private void startFleet(String kafkaAddress) {
        if (demo != null) {
            opened(demo.startFleet(kafkaAddress, PARTITIONS));
        }
    }

    private Connection connect() throws SQLException {
        String url = "jdbc:mariadb://127.0.0.1:" + runtime.database() + '/' + EmbeddedMariaDb.DATABASE
                + "?sslMode=disable&connectTimeout=2000&socketTimeout=60000";
        return DriverManager.getConnection(url, EmbeddedMariaDb.USER, dir.databasePassword());
    }

    /// How the services answer other machines; empty where they do not.
    Map<String, String> networkSettings() {
        if (network == null) {
            return Map.of();
        }
        var settings = new HashMap<>(network.settings(options.port()));
        if (System.getenv(BOOTSTRAP_TOKEN) == null) {
            settings.put("waddleperf.bootstrap.token", dir.adminToken());
        }
        return settings;
    }

    DiskGuard disk() {
        return disk;
    }

    /// Which children run now.
    Map<String, Boolean> children() {
        var mariadbd = database;
        var worker = probe;
        return Map.of("mariadbd", mariadbd != null && mariadbd.running(), "probe", worker != null && worker.running());
    }

    private synchronized void note(String process, long pid) {
        runtime = runtime.with(process, pid);
        runtime.write(dir.runtimeFile());
    }

    private synchronized void opened(AutoCloseable server) {
        open.push(server);
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new StartException("a server did not start: " + e.getCause(), e);
        }
    }

    /// Whether every change of the configuration has reached its topic.
    boolean configurationPublished() {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM outbox")) {
            return rows.next() && rows.getInt(1) == 0;
        } catch (SQLException e) {
            LOG.warn("the outbox could not be counted", e);
            return false;
        }
    }

    /// In reverse of the order in which they became ready.
    @Override
    public void close() {
        AutoCloseable server;
        while ((server = next()) != null) {
            try {
                server.close();
            } catch (Exception e) { // the others must be closed all the same
                LOG.error("a server did not close cleanly", e);
            }
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return open.poll();
    }
}
