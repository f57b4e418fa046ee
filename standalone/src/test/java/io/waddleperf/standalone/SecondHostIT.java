package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A probe on another machine, as a new user would make one.
class SecondHostIT {
    private static final Pattern TOOK = Pattern.compile("from the pasted line to the first result: (\\d+) ms");
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
}
