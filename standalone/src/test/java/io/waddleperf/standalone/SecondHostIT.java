package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A probe on another machine, as a new user would make one.
class SecondHostIT {
    private static final Pattern TOOK = Pattern.compile("from the pasted line to the first result: (\\d+) ms");
    private static final Pattern SHOWN = Pattern.compile("until the page said measured: (\\d+) ms");
    private static final long FLOOR_MS = 60_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @Test
    void measuresFromAnotherMachineAfterOnePastedLine() throws Exception {
        String said = SecondHost.joins(dir);
        var took = TOOK.matcher(said);
        assertTrue(took.find(), said);
        assertTrue(Long.parseLong(took.group(1)) < FLOOR_MS, said);
        System.out.println(took.group());
        assertTrue(said.contains("GET / of the second machine: 200"), said); // where one signs in
        for (String refused :
                new String[] {"/api/v1/paths", "/api/v1/probe-identities", "/q/metrics", "/api/v1/join"}) {
            assertTrue(said.contains("GET " + refused + " of the second machine: 401"), said);
        }
    }

    /// The page shows the line, the line is pasted as it is, the page shows the first result.
    @Test
    void isEnrolledOnThePageAndMeasuresAfterItsLineWasPasted() throws Exception {
        assumeTrue(RunningSystem.browser().isPresent(), "no Chromium on the PATH");
        assumeTrue(Files.isDirectory(Path.of("../webui/node_modules/playwright-core")), "no node_modules in webui");
        String said = SecondHost.runs(PasteMain.class, dir);
        System.out.println(said.replaceAll("wpj1\\.\\S+", "wpj1.…"));
        var took = SHOWN.matcher(said);
        assertTrue(took.find(), said);
        assertTrue(Long.parseLong(took.group(1)) < FLOOR_MS, said);
        assertTrue(said.contains("until the page said joined"), said);
    }
}
