package io.waddleperf.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The whole of WaddlePerf, on its defaults of escalation (5 s between confirming tests): from the
/// first slow answer of a target on loopback to the first result of tier 2, as often as asked.
///
/// Starts `./waddleperf up` and ends it. Options: `-Drounds` (5), `-Dport` (18421).
public final class StoryBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int PORT = Integer.getInteger("port", 18_421);
    private static final Duration SLOW = Duration.ofMillis(2_500);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    /// By target; an absent one has not been asked since it is slow.
    private final Map<Integer, Instant> firstSlow = new ConcurrentHashMap<>();
    private volatile int slow = -1;

    private StoryBenchmark() {}

    public static void main(String[] args) throws Exception {
        new StoryBenchmark().run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path work = Files.createTempDirectory("story");
        var servers = new ArrayList<HttpServer>();
        var config = new StringBuilder("targets:\n");
        for (int i = 0; i < ROUNDS; i++) {
            HttpServer server = serve(i);
            servers.add(server);
            config.append("  - {id: target-%d, address: 'http://127.0.0.1:%d/'}%n"
                    .formatted(i, server.getAddress().getPort()));
        }
        config.append("schedules:\n  - {id: pages, checks: [http], interval: 10s}\n");
        Path file = Files.writeString(work.resolve("watch.yaml"), config.toString());
        Process up = new ProcessBuilder(
                        "./waddleperf",
                        "up",
                        "--config",
                        file.toString(),
                        "--data",
                        work.resolve("data").toString(),
                        "--port",
                        Integer.toString(PORT),
                        "--kafka-port",
                        Integer.toString(PORT + 1))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("up.log").toFile())
                .start();
        try {
            await(
                    "the system is not ready",
                    () -> Files.readString(work.resolve("up.log")).contains("is ready"),
                    300);
            await(
                    "the targets have not been measured",
                    () -> get("/api/v1/results?limit=100").size() >= 3 * ROUNDS,
                    120);
            for (int round = 0; round < ROUNDS; round++) {
                round(round);
            }
        } finally {
            up.destroy();
            up.waitFor(20, TimeUnit.SECONDS);
            servers.forEach(server -> server.stop(0));
        }
    }

    private HttpServer serve(int number) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                if (slow == number) {
                    firstSlow.putIfAbsent(number, Clock.systemUTC().instant());
                    Thread.sleep(SLOW);
                }
                exchange.sendResponseHeaders(204, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private void round(int number) throws Exception {
        slow = number;
        var found = new ArrayList<Instant>();
        await(
                "target-" + number + " has no result of tier 2",
                () -> {
                    for (JsonNode step : get("/api/v1/escalations?target=target-" + number + "&step=found&limit=50")) {
                        if (step.get("tier").asInt() == 2) {
                            found.add(Instant.parse(step.get("at").asText()));
                        }
                    }
                    return !found.isEmpty();
                },
                90);
        slow = -1;
        System.out.printf(
                "round %d: first slow packet → first result of tier 2: %.1f s%n",
                number + 1,
                (double) Duration.between(firstSlow.getOrDefault(number, Instant.MAX), Collections.min(found))
                                .toMillis()
                        / 1e3);
    }

    private JsonNode get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .build();
        return json.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .get("items");
    }

    private interface Look {
        boolean done() throws Exception;
    }

    private static void await(String otherwise, Look look, int seconds) throws Exception {
        for (int i = 0; i < seconds * 5; i++) {
            if (look.done()) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException(otherwise + " after " + seconds + " s");
    }
}
