package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an order by the API to a file that Wireshark reads, through the whole system.
class CaptureIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Path TSHARK = Path.of("/usr/bin/tshark");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path dir;

    @Test
    void bringsTheFileOfACaptureThatTheApiOrdered() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a packet socket needs root");
        assumeTrue(Files.isExecutable(TSHARK), "no tshark in /usr/bin");
        try (var listener = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var system = start(Map.of("WADDLEPERF_CAPTURE", "true"), listener.getLocalPort())) {
            JsonNode quiet = Await.value("the schedule's first capture", SOON, () -> newest(system));
            assertEquals("measured", quiet.at("/outcome/type").asText(), quiet.toString());
            assertEquals(0, quiet.at("/details/packets").asInt(-1), quiet.toString());
            JsonNode result = ordered(system, listener);
            assertEquals("measured", result.at("/outcome/type").asText(), result.toString());
            int packets = result.at("/details/packets").asInt();
            assertTrue(packets > 0, result.toString());
            JsonNode artifact = Await.value(
                    "the whole file",
                    SOON,
                    () -> complete(system, result.at("/id").asText()));
            assertEquals(
                    result.at("/details/file").asText(), artifact.at("/name").asText());
            assertEquals(
                    result.at("/details/fileBytes").asLong(),
                    artifact.at("/totalBytes").asLong());
            byte[] file = download(system, artifact.at("/content").asText());
            assertEquals(artifact.at("/sha256").asText(), ArtifactChunks.sha256(file));
            String port = String.valueOf(listener.getLocalPort());
            assertEquals(List.of(port), ports(file).stream().distinct().toList());
            assertEquals(packets, ports(file).size());
        }
    }

    @Test
    void capturesNothingUnlessTheProbeIsToldTo() throws Exception {
        try (var system = start(Map.of(), 9)) {
            JsonNode result = Await.value("the schedule's first capture", SOON, () -> newest(system));
            assertEquals("refused", result.at("/outcome/type").asText(), result.toString());
            assertEquals(
                    "not allowed: this probe captures no packets; start it with --capture=true",
                    result.at("/outcome/reason").asText());
        }
    }

    private static RunningSystem start(Map<String, String> environment, int port) throws IOException {
        Path config = Files.writeString(Files.createTempFile(dir, "watch", ".yaml"), """
                targets: [{id: here, address: 127.0.0.1}]
                checks: [{name: packets, test: capture, duration: 3s, port: %d}]
                schedules: [{id: hourly, targets: [here], checks: [packets], interval: 1h}]
                """.formatted(port));
        Path data = Files.createTempDirectory(dir, "data");
        return RunningSystem.start(environment, data, FreePorts.next(), FreePorts.next(), "--config=" + config)
                .ready();
    }

    private static Optional<JsonNode> newest(RunningSystem system) throws Exception {
        return Optional.of(system.get("/api/v1/results?limit=1").at("/items/0")).filter(item -> !item.isMissingNode());
    }

    /// Packets are sent all the while.
    private static JsonNode ordered(RunningSystem system, DatagramSocket listener) throws Exception {
        var accepted = system.post(
                "/api/v1/tests/run", "{\"probes\":[\"local\"],\"target\":\"here\",\"checks\":[\"packets\"]}");
        assertEquals(202, accepted.statusCode(), accepted.body());
        String location = accepted.headers().firstValue("Location").orElseThrow();
        String path = location.substring(location.indexOf("/api/"));
        JsonNode done = Await.value("the capture is done", SOON, () -> {
            listener.send(new DatagramPacket(new byte[100], 100, listener.getLocalSocketAddress()));
            JsonNode status = system.get(path);
            return status.at("/status").asText().equals("done") ? Optional.of(status) : Optional.empty();
        });
        return done.at("/commands/0/result");
    }

    private static Optional<JsonNode> complete(RunningSystem system, String result) throws Exception {
        JsonNode artifact =
                system.get("/api/v1/results/" + result + "/artifacts").at("/items/0");
        return artifact.at("/state").asText().equals("complete") ? Optional.of(artifact) : Optional.empty();
    }

    private static byte[] download(RunningSystem system, String content) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(system.uri(content)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode());
            assertEquals(
                    "application/vnd.tcpdump.pcapng",
                    response.headers().firstValue("Content-Type").orElse(""));
            return response.body();
        }
    }

    /// Of each packet in the file.
    private static List<String> ports(byte[] file) throws Exception {
        Path capture = Files.write(dir.resolve("download.pcapng"), file);
        var builder = new ProcessBuilder(
                        TSHARK.toString(), "-n", "-r", capture.toString(), "-T", "fields", "-e", "udp.dstport")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", dir.toString());
        var process = builder.start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            return text.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
