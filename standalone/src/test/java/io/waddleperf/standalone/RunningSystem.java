package io.waddleperf.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// `waddleperf up` as a process of its own, as an operator starts it.
final class RunningSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private static final int END_SECONDS = 15;
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final Path output;
    private final Path data;
    private @Nullable HttpClient http;

    private RunningSystem(Process process, Path output, Path data) {
        this.process = process;
        this.output = output;
        this.data = data;
    }

    /// Starts without waiting.
    ///
    /// @param port 0 where `more` gives it
    static RunningSystem start(Path data, int port, int kafkaPort, String... more) throws IOException {
        return start(Map.of(), data, port, kafkaPort, more);
    }

    /// @param environment on top of ours
    static RunningSystem start(Map<String, String> environment, Path data, int port, int kafkaPort, String... more)
            throws IOException {
        Path output = Files.createTempFile("waddleperf-up", ".out");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@target/standalone.jvmargs",
                "-Dwaddleperf.probe.home=../probe-worker/target/probe",
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "--data=" + data,
                "--kafka-port=" + kafkaPort));
        if (port > 0) {
            command.add("--port=" + port);
        }
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        return new RunningSystem(process, output, data);
    }

    RunningSystem ready() {
        Await.until("WaddlePerf is ready", READY_WITHIN, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + output());
            }
            return output().contains("WaddlePerf is ready: ");
        });
        return this;
    }

    Process process() {
        return process;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    JsonNode runtime() throws IOException {
        return JSON.readTree(data.resolve("runtime.json").toFile());
    }

    long pid(String name) throws IOException {
        return runtime().at("/pids/" + name).asLong();
    }

    JsonNode get(String path) throws Exception {
        var response = request(HttpRequest.newBuilder(uri(path)).build());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return request(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> request(HttpRequest request) throws Exception {
        return client().send(withToken(request), HttpResponse.BodyHandlers.ofString());
    }

    /// Without the token of this machine.
    HttpResponse<String> requestAsItIs(HttpRequest request) throws Exception {
        return client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// The certificate of who signed that of the page.
    Path authority() throws IOException {
        return data.resolve(runtime().at("/authority").asText());
    }

    /// As a command on this machine has it, where accounts are asked for.
    private HttpRequest withToken(HttpRequest request) throws IOException {
        var token = data.resolve("admin.token");
        return Files.exists(token)
                ? HttpRequest.newBuilder(request, (_, _) -> true)
                        .header(
                                "Authorization",
                                "Bearer " + Files.readString(token).strip())
                        .build()
                : request;
    }

    private HttpClient client() throws Exception {
        HttpClient now = http;
        if (now == null) {
            var authority = runtime().at("/authority");
            now = authority.isMissingNode()
                    ? HttpClient.newHttpClient()
                    : HttpClient.newBuilder().sslContext(trusting(authority())).build();
            http = now;
        }
        return now;
    }

    private static SSLContext trusting(Path authority) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    URI uri(String path) throws IOException {
        return URI.create(runtime().at("/web").asText() + path);
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /// @return the exit code
    int stop() {
        process.destroy();
        return ended();
    }

    void kill() {
        process.destroyForcibly();
        var _ = ended();
    }

    private int ended() {
        return process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join().exitValue();
    }

    /// A zombie that nobody has reaped yet has no command any more: it is dead.
    static boolean alive(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && process.info().command().isPresent())
                .isPresent();
    }

    /// A browser that the page can be looked at with, by any of its names.
    static Optional<Path> browser() {
        return List.of(System.getenv("PATH").split(":")).stream()
                .flatMap(dir -> BROWSERS.stream().map(name -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            var _ = stop();
        }
        if (http != null) {
            http.close();
        }
        Files.deleteIfExists(output);
    }
}
