package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A path with its story, the matrix of all paths and the map, in a real browser while the demo is broken.
class PathScreensIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void showAPathThatWasLookedIntoTheMatrixAndTheMap(@TempDir Path dir) throws Exception {
        assumeTrue(RunningSystem.browser().isPresent(), "needs Chromium on the PATH");
        try (var system = RunningSystem.start(dir.resolve("data"), FreePorts.next(), FreePorts.next(), "--demo")
                .ready()) {
            Await.until(
                    "the fault is in force",
                    SOON,
                    () -> system.post("/api/v1/demo", "{\"fault\":\"delay\"}").statusCode() == 200);
            Await.until(
                    "tier 2 has found something",
                    SOON,
                    () -> !system.get("/api/v1/escalations?probe=local&target=shop&step=found&limit=1")
                            .at("/items")
                            .isEmpty());
            Path log = dir.resolve("browser.log");
            var browser = new ProcessBuilder(
                            "node",
                            "../webui/e2e/paths.mjs",
                            system.uri("").toString(),
                            "target/screenshots",
                            "local",
                            "shop")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertTrue(browser.waitFor(600, TimeUnit.SECONDS), () -> "the browser hangs");
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly();
            }
            assertEquals(0, browser.exitValue(), Files.readString(log));
        }
    }
}
