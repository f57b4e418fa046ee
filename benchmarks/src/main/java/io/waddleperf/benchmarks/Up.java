package io.waddleperf.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.Trees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `./waddleperf up` as the process that people start, with all its data in a folder that goes with it.
final class Up implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(10); // it may have to be built
    private static final int STOP_SECONDS = 20;

    private final Path work;
    private final int port;
    private final String maxDisk;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Process process;

    /// @param port of the API; Kafka's is the next one
    Up(Path work, int port, String maxDisk) {
        this.work = work;
        this.port = port;
        this.maxDisk = maxDisk;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Path data() {
        return work.resolve("data");
    }

    String bootstrap() {
        return "127.0.0.1:" + kafkaPort();
    }

    int kafkaPort() {
        return port + 1;
    }

    /// That of this checkout; returns when it is ready.
    void start(String... options) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("--interval", "60s"));
        all.addAll(List.of(options));
        start(List.of("./waddleperf", "up"), all);
    }

    /// @param program and its arguments before the options, such as those of another release
    void start(List<String> program, List<String> options) throws IOException, InterruptedException {
        Path log = work.resolve("up.log");
        Files.deleteIfExists(log);
        var command = new ArrayList<>(program);
        command.addAll(List.of("--data", data().toString(), "--max-disk", maxDisk));
        command.addAll(List.of("--port", Integer.toString(port), "--kafka-port", Integer.toString(kafkaPort())));
        command.addAll(options);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process = started;
        long deadlineNs = System.nanoTime() + READY_WITHIN.toNanos();
        while (!Files.readString(log).contains("is ready")) {
            if (!started.isAlive() || System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("up is not ready: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    /// @param name `waddleperf`, `mariadbd` or `probe`
    long pid(String name) throws IOException {
        return runtime().at("/pids/" + name).asLong();
    }

    Connection connect() throws IOException, SQLException {
        String url =
                "jdbc:mariadb://127.0.0.1:" + runtime().at("/database/port").asInt() + '/' + EmbeddedMariaDb.DATABASE
                        + "?sslMode=disable&connectTimeout=5000&socketTimeout=600000";
        String password = Files.readString(data().resolve("database.password")).strip();
        return DriverManager.getConnection(url, EmbeddedMariaDb.USER, password);
    }

    private JsonNode runtime() throws IOException {
        return json.readTree(data().resolve("runtime.json").toFile());
    }

    String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /// The sum of a metric over its labels that contain the text.
    double metric(String name, String label) throws IOException, InterruptedException {
        return get("/q/metrics")
                .lines()
                .filter(line -> (line.startsWith(name + '{') || line.startsWith(name + ' ')) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    void stop() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        stop();
        if (Boolean.getBoolean("keep")) {
            System.out.println("kept: " + work);
        } else if (Files.exists(work)) {
            delete();
        }
    }

    private void delete() {
        try {
            Trees.delete(work);
        } catch (IOException e) {
            System.err.println(work + " is left behind: " + e);
        }
    }
}
