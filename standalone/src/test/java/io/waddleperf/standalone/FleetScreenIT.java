package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of all paths, also on a wall, the feed of what comes, Test now and Speed, in a real browser: every state,
/// by
/// keyboard, in both themes and at the width of a phone, without a console error, a request to another host or a
/// violation of WCAG.
class FleetScreenIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MOST_SECONDS = 900;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    @Test
    void showsTheDemosFleetAndWhatComesOfIt() throws Exception {
        assumeTrue(RunningSystem.browser().isPresent(), "needs Chromium on the PATH");
        try (var system = RunningSystem.start(dir.resolve("data"), FreePorts.next(), FreePorts.next(), "--demo")
                .ready()) {
            Await.until("a path has a latency", SOON, () -> {
                for (JsonNode latency : system.get("/api/v1/paths/snapshot").at("/paths/latencyUs")) {
                    if (latency.isNumber()) {
                        return true;
                    }
                }
                return false;
            });
            Path log = dir.resolve("browser.log");
            var browser = new ProcessBuilder(
                            "node",
                            "../webui/e2e/screenshots.mjs",
                            system.uri("").toString(),
                            "target/screenshots",
                            "fleet,kiosk,live,test,speed,german")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertTrue(browser.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> "the browser hangs");
                assertEquals(0, browser.exitValue(), Files.readString(log));
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly();
            }
        }
    }
}
