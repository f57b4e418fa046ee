package io.waddleperf.probe.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The spool of a process that is killed while it appends.
class SpoolKillTest {
    @Test
    void losesNothingThatWasAppended(@TempDir Path directory) throws Exception {
        var appended = new ArrayList<String>();
        for (int kill = 0; kill < 3; kill++) {
            appended.addAll(appendUntilKilled(directory, 500));
        }
        var journal = new HashSet<String>();
        SpoolJournal.read(directory).forEach(id -> assertTrue(journal.add(id.toString()), "twice: " + id));
        assertTrue(journal.containsAll(appended));
        try (var spool = Spool.open(directory, SpoolSettings.DEFAULT, InstantSource.system())) {
            assertEquals(journal.size(), spool.state().pending());
        }
    }

    /// @return the ids that the process had printed, each after its append
    private static List<String> appendUntilKilled(Path directory, int count) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        AppendForEver.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        var ids = new ArrayList<String>();
        try (var lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < count; i++) {
                ids.add(lines.readLine());
            }
            process.destroyForcibly();
            lines.lines().filter(line -> line.length() == 36).forEach(ids::add);
        } catch (UncheckedIOException e) { // the pipe of the dead
        } finally {
            process.destroyForcibly().waitFor();
        }
        return ids;
    }
}
