package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signs in by a real browser: cookie, CSRF, policy of content and stream are the browser's to judge.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class BrowserIT {
    private static final Path WEBUI = Path.of("..", "webui");
    private static final int NO_BROWSER = 3;

    @Test
    void somebodySignsInForTheFirstTime(@TempDir Path dir) throws Exception {
        assumeTrue(Files.isDirectory(WEBUI.resolve("node_modules/playwright-core")), "no node_modules in webui");
        String password = TwoSites.admin("PUT", "/api/v1/users/newcomer-by-browser", "{\"role\":\"viewer\"}")
                .get("password")
                .asText();
        Path said = dir.resolve("said.txt");
        var browser = new ProcessBuilder(
                        "node",
                        "e2e/login.mjs",
                        "http://127.0.0.1:" + Http.port(),
                        "newcomer-by-browser",
                        password,
                        "a password of my own")
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
