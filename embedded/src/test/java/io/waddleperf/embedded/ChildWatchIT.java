package io.waddleperf.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A watched child ends when it wants, when we want, and when we are killed.
class ChildWatchIT {
    private static final int BY_SIGTERM = 128 + 15;
    private static final int BY_SIGKILL = 128 + 9;

    @TempDir
    Path dir;

    @Test
    void endsItsChildWhenStopped() {
        var child = start(Duration.ofSeconds(3), "sleep", "60");
        assertTrue(child.isAlive());
        assertEquals(OptionalInt.empty(), child.exitCode());

        child.stop();

        assertFalse(child.isAlive());
        assertEquals(OptionalInt.of(BY_SIGTERM), child.exitCode());
        assertFalse(isRunning(child.pid()));
    }

    @Test
    void killsAChildThatDoesNotEndWithinTheGrace() throws Exception {
        var child = start(Duration.ofMillis(200), "sh", "-c", "trap '' TERM; echo deaf; exec sleep 60");
        awaitLog("deaf");

        child.stop();

        assertEquals(OptionalInt.of(BY_SIGKILL), child.exitCode());
        assertFalse(isRunning(child.pid()));
    }

    @Test
    void tellsTheExitCodeOfAChildThatEnds() throws Exception {
        try (var child = start(Duration.ofSeconds(3), "sh", "-c", "echo $GREETING; exit 7")) {
            assertEquals(7, child.onExit().get(5, TimeUnit.SECONDS));
        }
        assertEquals("hello\n", Files.readString(dir.resolve("child.log")));
    }

    @Test
    void endsItsChildWhenItsShellIsGone() {
        var child = start(Duration.ofSeconds(3), "sleep", "60");
        var shell = ProcessHandle.of(child.pid()).flatMap(ProcessHandle::parent).orElseThrow();
        var watch = shell.children().filter(it -> it.pid() != child.pid()).toList();
        watch.forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();

        child.stop();

        assertFalse(isRunning(child.pid()));
    }

    @Test
    void endsItsChildWhenTheJvmIsKilled() throws Exception {
        try (var parent = ParentProcess.start(dir, "sleep", dir.toString())) {
            assertTrue(isRunning(parent.childPid()));
            parent.kill();
            assertTrue(ProcessHandle.of(parent.childPid())
                    .map(child -> Processes.endsWithin(child, Duration.ofSeconds(5)))
                    .orElse(true));
        }
    }

    private ChildWatch start(Duration grace, String... command) {
        return ChildWatch.start(List.of(command), Map.of("GREETING", "hello"), dir.resolve("child.log"), grace);
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(Processes::isRunning).isPresent();
    }

    private void awaitLog(String text) throws IOException {
        var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!Files.readString(dir.resolve("child.log")).contains(text)) {
            assertTrue(System.nanoTime() < deadline, "the child did not write: " + text);
            Thread.onSpinWait();
        }
    }
}
