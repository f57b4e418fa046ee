package io.waddleperf.testkit;

import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A cluster of three MariaDB nodes on 127.0.0.1, of the packages that are installed.
///
/// The nodes end with this JVM, however it ends; what a killed JVM leaves on disk is deleted by the
/// next rig. A start takes some 8 s, a node some 90 MiB of memory and 130 MiB of disk.
public final class GaleraRig implements AutoCloseable {
    /// For tests' annotations.
    public static final String NEEDS =
            "needs Galera: mariadbd, wsrep_sst_rsync, libgalera_smm.so (mariadb-server, galera-4) and rsync";

    private static final String FOLDER = "waddleperf-galera-";
    private static final int NODES = 3;

    private final Path dir;
    private final String password;
    private final List<GaleraNode> nodes;

    private GaleraRig(Path dir, String password, List<GaleraNode> nodes) {
        this.dir = dir;
        this.password = password;
        this.nodes = nodes;
    }

    /// Whether this machine has what a rig needs; where not, a line of output says what is missing.
    public static boolean isInstalled() {
        var missing = GaleraBinaries.missing();
        if (!missing.isEmpty()) {
            System.out.println("testkit: no Galera here: " + String.join(", ", missing) + " not found");
        }
        return missing.isEmpty();
    }

    /// Returns when all nodes are synced.
    public static GaleraRig start() {
        long startNs = System.nanoTime();
        try {
            var binaries = GaleraBinaries.locate();
            var dir = folder();
            var password = UUID.randomUUID().toString();
            var nodes = IntStream.rangeClosed(1, NODES)
                    .mapToObj(n -> new GaleraNode(binaries, nodeFolder(dir, n), password))
                    .toList();
            var rig = new GaleraRig(dir, password, nodes);
            JvmWide.closeAtEnd(rig);
            GaleraSeed.plant(binaries, nodes, dir, password);
            var members = nodes.stream().map(GaleraNode::groupAddress).toList();
            nodes.forEach(node -> node.memberOf(members));
            rig.startAll();
            System.out.printf(
                    Locale.ROOT,
                    "testkit: Galera of %s on 127.0.0.1 (%.1f s)%n",
                    nodes.stream().map(GaleraNode::port).toList(),
                    (System.nanoTime() - startNs) / 1e9);
            return rig;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the order in which clients try them.
    public List<GaleraNode> nodes() {
        return nodes;
    }

    /// A database as a service would reach it: the first node that answers is written to.
    public TestDatabase database() {
        var hosts = nodes.stream().map(GaleraNode::address).collect(Collectors.joining(","));
        return new TestDatabase(
                "jdbc:mariadb:sequential://" + hosts + "/" + EmbeddedMariaDb.DATABASE
                        + "?sslMode=disable&connectTimeout=2000&retriesAllDown=6&socketTimeout="
                        + Integer.getInteger("galera.socket-timeout", 8_000),
                EmbeddedMariaDb.USER,
                password);
    }

    /// The name of an empty database that no other test uses.
    public String freshDatabase() throws SQLException {
        var name = "waddleperf_test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = database().connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        }
        return name;
    }

    /// Ends all nodes cleanly, one after the other.
    public void stopAll() {
        nodes.reversed().forEach(GaleraNode::stop);
    }

    /// kill -9 of all nodes.
    public void killAll() {
        nodes.forEach(GaleraNode::kill);
    }

    /// After all have stopped or were killed: the node that has most begins, the others join it.
    public void startAll() {
        record Known(GaleraNode node, Optional<GaleraNode.Position> position) {}
        var known = nodes.stream()
                .map(node -> new Known(node, node.position()))
                .sorted(Comparator.comparingLong((Known each) ->
                                each.position().map(GaleraNode.Position::seqno).orElse(-1L))
                        .reversed())
                .toList();
        try {
            known.getFirst().node().bootstrap(known.getFirst().position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var each : known.subList(1, known.size())) {
            each.node().start(each.position());
            each.node().awaitSynced();
        }
    }

    /// A second call does nothing.
    @Override
    public void close() {
        try {
            nodes.forEach(GaleraNode::stop);
            Trees.delete(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() throws IOException {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        deleteAbandoned(parent);
        // Others may pass, but not look: the nodes may not run as root.
        return Files.createDirectory(
                parent.resolve(FOLDER + ProcessHandle.current().pid() + "-" + UUID.randomUUID()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    }

    private static Path nodeFolder(Path dir, int n) {
        try {
            var folder = Files.createDirectory(dir.resolve("node" + n));
            for (var each : List.of(folder, Files.createDirectory(folder.resolve("tmp")))) {
                if (GaleraBinaries.isRoot()) {
                    Files.setAttribute(each, "unix:uid", GaleraBinaries.NOBODY);
                    Files.setAttribute(each, "unix:gid", GaleraBinaries.NOBODY);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What rigs left behind whose JVM is gone.
    private static void deleteAbandoned(Path parent) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, FOLDER + "*")) {
            for (var folder : folders) {
                var pid = folder.getFileName()
                        .toString()
                        .substring(FOLDER.length())
                        .replaceFirst("-.*", "");
                boolean ours = Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
                if (ours && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    Trees.delete(folder);
                }
            }
        }
    }
}
