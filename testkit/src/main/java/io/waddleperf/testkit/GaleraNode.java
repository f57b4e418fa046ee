package io.waddleperf.testkit;

import io.waddleperf.embedded.ChildWatch;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One node of a [GaleraRig]: a child process on 127.0.0.1 that a test may end, hang and bring back.
public final class GaleraNode {
    static final String REDO_LOG = "--innodb-log-file-size=32M";

    private static final Duration GRACE_BEFORE_KILL = Duration.ofSeconds(8);
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Pattern POSITION = Pattern.compile("Recovered position: (\\S+):(-?\\d+)");

    private final GaleraBinaries binaries;
    private final Path dir;
    private final String name;
    private final String password;
    private final int port = FreePorts.next();
    private final int groupPort = FreePorts.next();
    private final int transferPort = FreePorts.next();
    private final int snapshotPort = FreePorts.next();
    private String members = "";
    private @Nullable ChildWatch child;

    GaleraNode(GaleraBinaries binaries, Path dir, String password) {
        this.binaries = binaries;
        this.dir = dir;
        this.name = dir.getFileName().toString();
        this.password = password;
    }

    /// Where a node was when it stopped: of which history, and how far in it.
    record Position(String history, long seqno) {}

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    /// The resident memory of the server in MiB; 0 where it does not run.
    public long residentMiB() throws IOException {
        var status = Path.of("/proc", Long.toString(running().pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024;
        }
    }

    /// A database on this node alone.
    public TestDatabase database(String database) {
        return new TestDatabase(
                "jdbc:mariadb://" + address() + "/" + database
                        + "?sslMode=disable&connectTimeout=2000&socketTimeout=30000",
                EmbeddedMariaDb.USER,
                password);
    }

    /// A number that the node tells of itself, such as `wsrep_local_commits`.
    public long status(String variable) throws SQLException {
        try (var connection = database("").connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + variable + "'")) {
            return rows.next() ? Long.parseLong(rows.getString(2)) : 0;
        }
    }

    /// Returns in the middle of somebody's statement.
    public void awaitStatement() throws SQLException {
        try (var connection = database("").connect();
                var statement = connection.prepareStatement("SELECT 1 FROM information_schema.PROCESSLIST"
                        + " WHERE USER = ? AND COMMAND <> 'Sleep' AND ID <> CONNECTION_ID()")) {
            statement.setString(1, EmbeddedMariaDb.USER);
            Await.until("a statement on " + name, START_LIMIT, () -> {
                try (var rows = statement.executeQuery()) {
                    return rows.next();
                }
            });
        }
    }

    /// kill -9.
    public void kill() {
        signal("KILL");
        running().onExit().join();
        stop();
    }

    /// The process stands still, and its connections stay open.
    public void hang() {
        signal("STOP");
    }

    /// After [#hang()].
    public void resume() {
        signal("CONT");
    }

    /// Ends cleanly.
    public void stop() {
        if (child != null) {
            child.stop();
            child = null;
        }
    }

    /// Comes back after a stop or a kill and returns when it has what the others have: from their
    /// write sets, not by a copy of everything, since it says where it was.
    public void rejoin() {
        start(position());
        awaitSynced();
    }

    /// Returns when the node has what the others have and takes statements.
    public void awaitSynced() {
        try {
            Await.until(name + " is synced", START_LIMIT, () -> {
                if (!running().isAlive()) {
                    throw new IllegalStateException(name + " has ended");
                }
                return status("wsrep_local_state") == 4;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; its log ends: " + lastLines(), e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String groupAddress() {
        return "127.0.0.1:" + groupPort;
    }

    /// @param addresses of the groups of all nodes
    void memberOf(List<String> addresses) {
        members = String.join(",", addresses);
    }

    /// Begins a new cluster with what this node has.
    void bootstrap(Optional<Position> from) throws IOException {
        allowBootstrap(true);
        start(from, "--wsrep-new-cluster");
        awaitSynced();
    }

    void allowBootstrap(boolean safe) throws IOException {
        var state = dataDir().resolve("grastate.dat");
        if (Files.exists(state)) {
            Files.writeString(
                    state,
                    Files.readString(state)
                            .replaceFirst("safe_to_bootstrap: \\d", "safe_to_bootstrap: " + (safe ? 1 : 0)));
        }
    }

    void start(Optional<Position> from, String... options) {
        var command = new ArrayList<>(command());
        from.ifPresent(at -> command.add("--wsrep-start-position=" + at.history() + ":" + at.seqno()));
        command.addAll(List.of(options));
        child = ChildWatch.start(command, Map.of(), dir.resolve("server.log"), GRACE_BEFORE_KILL);
    }

    /// What InnoDB has; also after a kill, when the file of the provider does not tell.
    Optional<Position> position() {
        var log = dir.resolve("position.log");
        var command = new ArrayList<>(command());
        command.addAll(List.of("--wsrep-recover", "--skip-networking"));
        GaleraSeed.run(command, "", log);
        try (var lines = Files.lines(log)) {
            return lines.map(POSITION::matcher)
                    .filter(found -> found.find() && !found.group(2).equals("-1"))
                    .map(found -> new Position(found.group(1), Long.parseLong(found.group(2))))
                    .reduce((_, last) -> last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path dataDir() {
        return dir.resolve("data");
    }

    private List<String> command() {
        return GaleraOptions.command(
                binaries,
                dir,
                new GaleraOptions.Ports(port, groupPort, transferPort, snapshotPort),
                members.isEmpty() ? groupAddress() : members);
    }

    private void signal(String signal) {
        var log = dir.resolve("signal.log");
        GaleraSeed.run(List.of("sh", "-c", "kill -" + signal + " " + running().pid()), "", log);
    }

    private ChildWatch running() {
        if (child == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return child;
    }

    private String lastLines() {
        try {
            var lines = Files.readAllLines(dir.resolve("server.log"), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
