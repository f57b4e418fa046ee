package io.waddleperf.benchmarks;

import io.waddleperf.embedded.ChildWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The built probe as a process: how it is started, and what its spool says it has measured.
final class ProbeJvm {
    private static final Path HOME = Path.of("probe-worker", "target", "probe");
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ProbeJvm() {}

    static Path jar() {
        return HOME.resolve("probe-worker.jar").toAbsolutePath();
    }

    /// With the JVM's flags that it is shipped with.
    static List<String> command(List<String> mainAndSettings) {
        var command = new ArrayList<String>();
        command.add(java());
        command.add("@" + HOME.resolve("probe.jvmargs").toAbsolutePath());
        command.addAll(mainAndSettings);
        return List.copyOf(command);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// The ids of all results that it has measured and not deleted yet, in their order.
    static List<UUID> journal(Path data) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        java(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        jar().toString(),
                        "io.waddleperf.probe.spool.SpoolJournal",
                        data.resolve("spool").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String ids = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the spool in " + data + " cannot be read");
        }
        return ids.lines().map(UUID::fromString).toList();
    }

    static ChildWatch start(List<String> command, Path log) {
        return ChildWatch.start(command, Map.of(), log, GRACE);
    }

    /// SIGKILL, and gone on return.
    static void kill(ChildWatch child) {
        ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
        child.onExit().join();
    }
}
