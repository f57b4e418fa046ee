package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.database.Migrations;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.MariaDbSettings;
import io.waddleperf.embedded.Trees;
import io.waddleperf.sink.SinkLoop;
import io.waddleperf.sink.archive.ArchiveLoop;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/// Rows a second from Kafka through the whole sink into `result`, beside `LOAD DATA LOCAL INFILE` of
/// the same rows into the same table of another database of the same server, in turn.
///
/// Options: `-Drows` (100000, of each round), `-Drounds` (5), `-Dseries` (10000), `-Dload.rows` (as many
/// as the round has; of one statement and transaction), `-Dpool` (512 MiB, of the server), `-Dwriters` (1),
/// `-Darchive=true` (the archive reads the same records beside it; a round ends when both have them).
public final class SinkBenchmark {
    private static final int ROWS = Integer.getInteger("rows", 100_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int LOAD_ROWS = Integer.getInteger("load.rows", ROWS);
    private static final int POOL_MIB = Integer.getInteger("pool", 512);
    private static final boolean ARCHIVE = Boolean.getBoolean("archive");
    private static final Duration ARCHIVED_WITHIN = Duration.ofMinutes(2);
    private static final double RATE = 10_000;
    private static final String LOADED = "waddleperf_loaded";

    /// What `LOAD DATA` reads: all columns, binary ones as hexadecimal digits.
    private static final String EXPORT = """
            SELECT series_id, due_at, HEX(result_id), tier, day, started_at, duration_us, outcome, time_adjusted,
                packets_sent, packets_received, loss_ratio, min_us, mean_us, p50_us, p95_us, max_us, jitter_us,
                value_us, document FROM result ORDER BY due_at LIMIT ? OFFSET ?""";
    private static final int COLUMNS = 20;

    private final Path work;
    private final EmbeddedMariaDb server;

    private SinkBenchmark(Path work, EmbeddedMariaDb server) {
        this.work = work;
        this.server = server;
    }

    public static void main(String[] args) {
        Exit.after(SinkBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        System.setProperty("waddleperf.database.local-infile", "ON");
        Path work = Files.createTempDirectory("sink");
        var binaries =
                Path.of(System.getProperty("java.io.tmpdir"), "waddleperf-testkit-" + System.getProperty("user.name"));
        Files.createDirectories(binaries);
        var settings = new MariaDbSettings(
                work.resolve("db"), binaries, 0, UUID.randomUUID().toString(), POOL_MIB);
        try (var server = EmbeddedMariaDb.start(settings)) {
            new SinkBenchmark(work, server).run();
        } finally {
            Trees.delete(work);
        }
    }

    private void run() throws Exception {
        String bootstrap = StreamsRig.broker();
        createLoaded();
        var plan = FleetPlan.of(Integer.getInteger("series", 10_000), 60_000_000);
        var ratios = new double[ROUNDS];
        String pool = server.jdbcUrl() + "&user=" + server.user() + "&password=" + server.password() + "&maxPoolSize=8";
        try (var database = new MariaDbPoolDataSource(pool);
                var fleet = new SimulatedFleet(bootstrap, plan, StreamsRig.PARTITIONS);
                var sink = new SinkLoop(bootstrap, database)) {
            for (int round = 0; round < ROUNDS; round++) {
                fleet.sendAll(Clock.systemUTC().instant(), RATE, ROWS);
                long oursNs = ARCHIVE ? drainBoth(sink, bootstrap, database) : sink.drain(ROWS);
                double ours = ROWS / (oursNs / 1e9);
                double loaded = ROWS / (load(round) / 1e9);
                ratios[round] = ours / loaded;
                System.out.printf(
                        "round %d: sink %.0f rows/s, LOAD DATA %.0f rows/s, ratio %.2f%n",
                        round + 1, ours, loaded, ratios[round]);
            }
            System.out.printf(
                    "batches of up to 1,000: median %.1f ms, p99 %.1f ms%n", sink.batchMs(0.5), sink.batchMs(0.99));
        }
        // the first round is the JIT's
        System.out.printf(
                "median ratio without the first round: %.2f%n",
                ReactionBenchmark.median(java.util.Arrays.copyOfRange(ratios, 1, ROUNDS)));
    }

    /// Both begin with the first record of the round, the archive a moment earlier.
    ///
    /// @return nanoseconds until both have the last one
    private long drainBoth(SinkLoop sink, String bootstrap, DataSource database) throws Exception {
        try (var archive = new ArchiveLoop(bootstrap, database, work)) {
            archive.awaitTaken(1, ARCHIVED_WITHIN);
            long sinkNs = sink.drain(ROWS);
            long beginNs = System.nanoTime();
            archive.awaitTaken(ROWS, ARCHIVED_WITHIN);
            return sinkNs + System.nanoTime() - beginNs;
        } finally {
            forget(bootstrap);
        }
    }

    /// The archive of the next round begins with what comes next: it has committed nothing, as no file has ended.
    private static void forget(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var all = IntStream.range(0, StreamsRig.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(Topics.RESULTS.name(), number))
                    .collect(Collectors.toMap(each -> each, _ -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get(30, TimeUnit.SECONDS);
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(
                url.replace("socketTimeout=30000", "socketTimeout=600000") + "&allowLocalInfile=true",
                server.user(),
                server.password());
    }

    private void createLoaded() throws SQLException {
        try (var connection = connect(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + LOADED + " CHARACTER SET utf8mb4");
        }
        Migrations.run(server.jdbcUrl(LOADED), server.user(), server.password());
        try (var connection = connect(server.jdbcUrl(LOADED))) {
            io.waddleperf.database.ResultPartitions.keep(connection, io.waddleperf.database.Retention.DEFAULT);
        }
    }

    /// @return nanoseconds of the statements alone
    private long load(int round) throws IOException, SQLException {
        long ns = 0;
        try (var from = connect(server.jdbcUrl());
                var to = connect(server.jdbcUrl(LOADED));
                var statement = to.createStatement()) {
            for (int done = 0; done < ROWS; done += LOAD_ROWS) {
                Path file = work.resolve("rows.tsv");
                export(from, file, (long) round * ROWS + done);
                long beginNs = System.nanoTime();
                statement.execute("""
                        LOAD DATA LOCAL INFILE '%s' INTO TABLE result
                        (series_id, due_at, @id, tier, day, started_at, duration_us, outcome, time_adjusted,
                         packets_sent, packets_received, loss_ratio, min_us, mean_us, p50_us, p95_us, max_us,
                         jitter_us, value_us, document)
                        SET result_id = UNHEX(@id)""".formatted(file));
                ns += System.nanoTime() - beginNs;
            }
        }
        return ns;
    }

    private static void export(Connection connection, Path file, long offset) throws IOException, SQLException {
        try (var statement = connection.prepareStatement(EXPORT);
                var out = Files.newBufferedWriter(file)) {
            statement.setFetchSize(1_000);
            statement.setInt(1, LOAD_ROWS);
            statement.setLong(2, offset);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    write(rows, out);
                }
            }
        }
    }

    private static void write(java.sql.ResultSet row, BufferedWriter out) throws IOException, SQLException {
        for (int column = 1; column <= COLUMNS; column++) {
            String value = row.getString(column);
            out.write(value == null ? "\\N" : value.replace("\\", "\\\\"));
            out.write(column == COLUMNS ? '\n' : '\t');
        }
    }
}
