package io.waddleperf.sink;

import io.waddleperf.embedded.ChildWatch;
import io.waddleperf.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The sink as an application in a process of its own, to be killed and started again; it ends with
/// this JVM, however that ends.
final class SinkProcess implements AutoCloseable {
    /// Stays, to be read after a failure.
    private static final Path LOGS = Path.of("target", "sink-processes");

    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable ChildWatch running;

    /// @param dir    for its work and the archive, shared with other sinks
    /// @param window of the archive's files
    SinkProcess(String name, Path dir, String bootstrap, TestDatabase database, Duration window) throws IOException {
        command = command(Map.of(
                "kafka.bootstrap.servers",
                bootstrap,
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.username",
                database.user(),
                "quarkus.http.host",
                "127.0.0.1",
                "quarkus.http.port",
                "0",
                "waddleperf.archive.location",
                "dir:" + archive(dir),
                "waddleperf.archive.work-folder",
                dir.resolve("work").toString(),
                "waddleperf.archive.window",
                window.toString()));
        environment = Map.of("QUARKUS_DATASOURCE_PASSWORD", database.password());
        Files.createDirectories(LOGS);
        log = LOGS.resolve(name + ".log");
        Files.deleteIfExists(log);
    }

    static Path archive(Path dir) {
        return dir.resolve("archive").toAbsolutePath();
    }

    private static List<String> command(Map<String, String> settings) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        settings.forEach((name, value) -> command.add("-D" + name + '=' + value));
        command.add("-jar");
        command.add(APPLICATION.toString());
        return List.copyOf(command);
    }

    void start() {
        running = ChildWatch.start(command, environment, log, Duration.ofSeconds(5));
    }

    boolean isAlive() {
        var process = running;
        return process != null && process.isAlive();
    }

    /// SIGKILL, and gone on return.
    void kill() {
        var process = running;
        if (process != null) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }
    }

    /// @param limit in which it must end by itself
    int exitCode(Duration limit) {
        var process = Objects.requireNonNull(running);
        return process.onExit()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        var process = running;
        if (process != null) {
            process.close();
        }
    }
}
