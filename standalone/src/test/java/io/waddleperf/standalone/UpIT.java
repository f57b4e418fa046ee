package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What a new user does, on the built system: start, look, ask, stop, start again.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    /// What a shell sees of a process that ended by SIGTERM.
    private static final int SIGTERM = 143;

    private static final int PORT = FreePorts.next();
    private static final int KAFKA_PORT = FreePorts.next();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path dir;

    @Test
    @Order(1)
    void showsResultsOfItsOwnResponderSoonAfterTheFirstStart() throws Exception {
        try (var system = RunningSystem.start(dir.resolve("data"), PORT, KAFKA_PORT, "--interval=2s")
                .ready()) {
            JsonNode path = Await.value("a measured path", SOON, () -> measuredPath(system));
            assertEquals("responder", path.at("/target").asText());
            assertEquals("healthy", path.at("/state").asText());
            answersOnlyLocalRequests(system);
            runsATestOnDemand(system);
            refusesASecondStart(system);
            servesThePage(system);
            long probe = system.pid("probe");
            long mariadbd = system.pid("mariadbd");
            assertTrue(RunningSystem.alive(probe) && RunningSystem.alive(mariadbd));
            long begin = System.nanoTime();
            int code = system.stop();
            assertTrue(code == 0 || code == SIGTERM, "exit code " + code + ": " + system.output());
            assertTrue(System.nanoTime() - begin < 10_000_000_000L, "stops within 10 s");
            assertFalse(RunningSystem.alive(probe) || RunningSystem.alive(mariadbd), "no child is left");
        }
    }

    private static Optional<JsonNode> measuredPath(RunningSystem system) throws Exception {
        JsonNode path = system.get("/api/v1/paths").at("/items/0");
        return path.at("/state").asText().equals("healthy") ? Optional.of(path) : Optional.empty();
    }

    private static void answersOnlyLocalRequests(RunningSystem system) throws Exception {
        var foreign = HttpRequest.newBuilder(system.uri("/api/v1/paths"))
                .header("Origin", "https://evil.example")
                .build();
        assertEquals(403, system.request(foreign).statusCode());
    }

    private static void runsATestOnDemand(RunningSystem system) throws Exception {
        var accepted = system.post(
                "/api/v1/tests/run", "{\"probes\":[\"local\"],\"target\":\"127.0.0.1\",\"checks\":[\"ping\"]}");
        assertEquals(202, accepted.statusCode(), accepted.body());
        String location = accepted.headers().firstValue("Location").orElseThrow();
        String path = location.substring(location.indexOf("/api/"));
        JsonNode done = Await.value("the test is done", SOON, () -> {
            JsonNode status = system.get(path);
            return status.at("/status").asText().equals("done") ? Optional.of(status) : Optional.empty();
        });
        assertEquals("measured", done.at("/commands/0/result/outcome/type").asText(), done.toString());
    }

    private static void refusesASecondStart(RunningSystem first) throws Exception {
        try (var second = RunningSystem.start(dir.resolve("data"), FreePorts.next(), FreePorts.next())) {
            assertTrue(second.process().waitFor(30, TimeUnit.SECONDS));
            assertNotEquals(0, second.process().exitValue());
            assertEquals(1, second.output().lines().count(), second.output());
            assertTrue(second.output().contains("is in use by another `waddleperf up`"), second.output());
        }
        assertTrue(first.process().isAlive());
    }

    private static void servesThePage(RunningSystem system) throws Exception {
        var page = system.request(HttpRequest.newBuilder(system.uri("/")).build());
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<title>WaddlePerf"), page.body());
    }

    @Test
    @Order(2)
    void goesOnWithItsDataAfterAKillOfEverything() throws Exception {
        long mariadbd;
        long probe;
        try (var system = RunningSystem.start(dir.resolve("data"), PORT, KAFKA_PORT, "--interval=1s")
                .ready()) {
            assertTrue(
                    system.get("/api/v1/results?limit=1").at("/items").size() > 0, "the first run's results are there");
            mariadbd = system.pid("mariadbd");
            probe = system.pid("probe");
            system.kill();
        }
        Await.until(
                "no child lives 5 s after its parent",
                Duration.ofSeconds(5),
                () -> !RunningSystem.alive(mariadbd) && !RunningSystem.alive(probe));
        try (var system = RunningSystem.start(dir.resolve("data"), PORT, KAFKA_PORT, "--interval=1s")
                .ready()) {
            String newest = newestResult(system);
            Await.until("new results", SOON, () -> !newestResult(system).equals(newest));
        }
    }

    @Test
    @Order(3)
    void startsAChildThatWasKilledAgain() throws Exception {
        try (var system = RunningSystem.start(dir.resolve("data"), PORT, KAFKA_PORT, "--interval=1s")
                .ready()) {
            for (String child : new String[] {"probe", "mariadbd"}) {
                long before = system.pid(child);
                ProcessHandle.of(before).orElseThrow().destroyForcibly();
                Await.until(child + " runs again", SOON, () -> system.pid(child) != before);
                String newest = Await.value("the API answers", SOON, () -> newestOrNone(system));
                Await.until(
                        "results after " + child,
                        Duration.ofSeconds(30),
                        () -> !newestOrNone(system).orElse(newest).equals(newest));
            }
        }
    }

    private static String newestResult(RunningSystem system) throws Exception {
        return system.get("/api/v1/results?limit=1").at("/items/0/id").asText();
    }

    private static Optional<String> newestOrNone(RunningSystem system) {
        try {
            return Optional.of(newestResult(system));
        } catch (Exception | AssertionError e) {
            return Optional.empty(); // the database is coming back
        }
    }

    @Test
    @Order(4)
    void saysInOneLineWhatIsWrong() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertEquals(
                    "waddleperf: port " + port + " of 127.0.0.1 is taken by another program; choose one with --port",
                    complaint("--port=" + port));
        }
        Path config = Files.writeString(dir.resolve("bad.yaml"), "targets:\n  - address: 'a b'\n");
        assertTrue(complaint("--config=" + config)
                .startsWith("waddleperf: " + config + ":2: targets[0]: address must be"));
        assertTrue(complaint("--target=a b").startsWith("waddleperf: --target a b: address must be"));
    }

    private static String complaint(String argument) throws Exception {
        int port = argument.startsWith("--port") ? 0 : FreePorts.next();
        try (var system = RunningSystem.start(dir.resolve("other"), port, FreePorts.next(), argument)) {
            assertTrue(system.process().waitFor(30, TimeUnit.SECONDS));
            assertNotEquals(0, system.process().exitValue());
            assertEquals(1, system.output().lines().count(), system.output());
            return system.output().strip();
        }
    }

    /// The page in a real browser: no console error, no request to another host.
    @Test
    @Order(5)
    void looksRightInABrowser() throws Exception {
        var chromium = RunningSystem.browser();
        assumeTrue(chromium.isPresent(), "needs Chromium on the PATH");
        String[] goodAndBad = {"--interval=1s", "--target=127.0.0.1", "--target=http://127.0.0.1:9/"};
        try (var system = RunningSystem.start(dir.resolve("data"), PORT, KAFKA_PORT, goodAndBad)
                .ready()) {
            Await.until("a healthy and a failing path", SOON, () -> {
                JsonNode summary = system.get("/api/v1/paths").at("/summary");
                return summary.at("/healthy").asInt() > 0
                        && summary.at("/failing").asInt() > 0;
            });
            Path log = dir.resolve("browser.log");
            var browser = new ProcessBuilder(
                            "node",
                            "../webui/e2e/screenshots.mjs",
                            system.uri("").toString(),
                            "target/screenshots",
                            "incidents,accounts,probes,path") // FleetScreenIT visits the others
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            assertTrue(browser.waitFor(420, TimeUnit.SECONDS), () -> "the browser hangs");
            assertEquals(0, browser.exitValue(), Files.readString(log));
        }
    }
}
