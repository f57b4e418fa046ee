package io.waddleperf.testkit;

import io.waddleperf.embedded.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The data with which all nodes of a [GaleraRig] begin: made once and copied, so that none of them
/// has to get everything from another one.
final class GaleraSeed {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private GaleraSeed() {}

    /// Fills the first node's directory, lets it be a cluster of its own for a moment, so that the data
    /// belong to a history, and gives copies to the others.
    static void plant(GaleraBinaries binaries, List<GaleraNode> nodes, Path dir, String password) throws IOException {
        var first = nodes.getFirst();
        install(binaries, first.dataDir(), dir, password);
        first.bootstrap(Optional.empty());
        first.stop();
        for (var node : nodes.subList(1, nodes.size())) {
            var copy = new ArrayList<>(binaries.asNobody());
            copy.addAll(List.of(
                    "cp", "-a", first.dataDir().toString(), node.dataDir().toString()));
            run(copy, "", dir.resolve("copy.log"));
            Files.deleteIfExists(node.dataDir().resolve("galera.cache"));
            node.allowBootstrap(false);
        }
    }

    private static void install(GaleraBinaries binaries, Path data, Path dir, String password) {
        var log = dir.resolve("install.log");
        var tables = new ArrayList<>(binaries.asNobody());
        tables.addAll(List.of(
                binaries.installer().toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=socket",
                "--auth-root-socket-user=root",
                "--skip-test-db",
                GaleraNode.REDO_LOG));
        run(tables, "", log);
        var bootstrap = new ArrayList<>(binaries.asNobody());
        bootstrap.addAll(List.of(
                binaries.server().toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--bootstrap",
                "--log-warnings=0",
                GaleraNode.REDO_LOG));
        run(bootstrap, users(password), log);
    }

    /// In bootstrap mode there are no users before the first statement, and a statement is a line.
    private static String users(String password) {
        var user = EmbeddedMariaDb.USER + "@'127.0.0.1'";
        return Stream.of(
                        "FLUSH PRIVILEGES;",
                        "CREATE DATABASE " + EmbeddedMariaDb.DATABASE + " CHARACTER SET utf8mb4;",
                        "CREATE USER " + user + " IDENTIFIED BY '" + password + "';",
                        "GRANT ALL PRIVILEGES ON *.* TO " + user + ";")
                .reduce("", (all, line) -> all + line + '\n');
    }

    /// Runs a command to its end.
    static void run(List<String> command, String input, Path log) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " did not end within " + LIMIT);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue() + ": "
                        + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command.getFirst(), e);
        }
    }
}
