package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.embedded.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody does with the demo from beginning to end, in a real browser: a test now to its result, one that
/// is cancelled, and a fault to its incident, which is acknowledged and closed.
class JourneysIT {
    private static final int MOST_SECONDS = 420;

    @Test
    void leadToAResultAndFromAFaultToAClosedIncident(@TempDir Path dir) throws Exception {
        assumeTrue(RunningSystem.browser().isPresent(), "needs Chromium on the PATH");
        try (var system = RunningSystem.start(dir.resolve("data"), FreePorts.next(), FreePorts.next(), "--demo")
                .ready()) {
            Path log = dir.resolve("browser.log");
            var browser = new ProcessBuilder(
                            "node", "../webui/e2e/journeys.mjs", system.uri("").toString(), "target/screenshots")
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
