package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs a script of the page's end-to-end tests, which drives a real browser.
final class ChromiumScript {
    private static final Path WEBUI = Path.of("..", "webui");
    private static final int NO_BROWSER = 3;

    private ChromiumScript() {}

    /// @param dir for what it says
    static void run(Path dir, String script, String... arguments) throws Exception {
        assumeTrue(Files.isDirectory(WEBUI.resolve("node_modules/playwright-core")), "no node_modules in webui");
        Path said = dir.resolve("said.txt");
        List<String> command = Stream.concat(Stream.of("node", "e2e/" + script), Stream.of(arguments))
                .toList();
        var browser = new ProcessBuilder(command)
                .directory(WEBUI.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(browser.waitFor(240, TimeUnit.SECONDS), () -> "no end: " + read(said));
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
        assumeTrue(browser.exitValue() != NO_BROWSER, "no Chromium");
        assertEquals(0, browser.exitValue(), () -> read(said));
        System.out.println(read(said));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
