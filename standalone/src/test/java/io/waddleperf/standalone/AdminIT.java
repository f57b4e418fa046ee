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

/// What an admin does with a running system in a real browser: a channel is made, tested against a real receiver,
/// changed while somebody else changes it, removed and had back, and all of it is in the audit.
class AdminIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MOST_SECONDS = 300;

    @Test
    void looksAfterTheSystemItsChannelsAndTheAudit(@TempDir Path dir) throws Exception {
        assumeTrue(RunningSystem.browser().isPresent(), "needs Chromium on the PATH");
        try (var system = RunningSystem.start(dir.resolve("data"), FreePorts.next(), FreePorts.next(), "--interval=1s")
                .ready()) {
            Await.until(
                    "all parts are well",
                    SOON,
                    () -> system.get("/api/v1/system").at("/state").asText().equals("ok"));
            for (JsonNode kept : system.get("/api/v1/system").at("/retention")) {
                assertTrue(kept.get("days").isInt(), () -> "results-sink has no setting " + kept.get("setting"));
            }
            Path log = dir.resolve("browser.log");
            var browser = new ProcessBuilder(
                            "node",
                            "../webui/e2e/administered.mjs",
                            system.uri("").toString(),
                            "target/screenshots")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertTrue(browser.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> "the browser hangs");
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly();
            }
            assertEquals(0, browser.exitValue(), Files.readString(log));
        }
    }
}
