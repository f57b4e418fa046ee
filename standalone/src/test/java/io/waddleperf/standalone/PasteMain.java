package io.waddleperf.standalone;

import io.waddleperf.embedded.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// On the first of two machines: starts WaddlePerf, has a browser enrol a probe on the page, and pastes the line that
/// the page shows on the second machine, as it is; says how long it took until the page showed the first result.
public final class PasteMain {
    private static final String PASSWORD = "a password for this test";
    private static final int END_SECONDS = 30;

    private PasteMain() {}

    public static void main(String[] arguments) throws Exception {
        Path dir = Path.of(arguments[0]);
        try (var system = RunningSystem.start(
                        Map.of("WADDLEPERF_ADMIN_PASSWORD", PASSWORD),
                        dir.resolve("data-of-paste"),
                        FreePorts.next(),
                        FreePorts.next(),
                        "--listen=10.1.0.1",
                        "--listen-kafka-port=" + FreePorts.next(),
                        "--target=10.1.0.1",
                        "--interval=10s")
                .ready()) {
            Path pictures = Path.of("target", "screenshots").toAbsolutePath();
            var browser = new ProcessBuilder(
                            "node",
                            "e2e/enrol.mjs",
                            system.runtime().at("/web").asText(),
                            "admin",
                            PASSWORD,
                            "far",
                            pictures.toString())
                    .directory(Path.of("../webui").toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var said =
                    new BufferedReader(new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8))) {
                follow(said, installed(dir.resolve("far")));
                int status = browser.waitFor(); // it has closed its output
                if (status != 0) throw new IllegalStateException("enrol.mjs ended with " + status);
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly();
            }
        }
    }

    private static void follow(BufferedReader said, Path home) throws IOException, InterruptedException {
        @Nullable Process probe = null;
        long pasted = 0;
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                System.out.println(line);
                if (line.startsWith("paste: ")) {
                    pasted = System.nanoTime();
                    probe = pasted(line.substring("paste: ".length()), home);
                } else if (line.startsWith("joined: ") || line.startsWith("measured: ")) {
                    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pasted);
                    System.out.println("from the pasted line until the page said " + line.replaceFirst(":.*", "") + ": "
                            + ms + " ms");
                }
            }
        } finally {
            if (probe != null) {
                end(probe);
            }
        }
    }

    private static Process pasted(String line, Path home) throws IOException {
        return new ProcessBuilder("ip", "netns", "exec", "far", "sh", "-c", line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said.txt").toFile())
                .start();
    }

    private static void end(Process probe) throws InterruptedException {
        probe.descendants().forEach(ProcessHandle::destroy); // the shell may have stayed before the JVM
        probe.destroy();
        if (!probe.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            probe.destroyForcibly();
        }
    }

    /// WaddlePerf as it stands on the second machine: the command and what was built.
    private static Path installed(Path home) throws IOException {
        Files.createDirectories(home.resolve("target"));
        Path root = Path.of("..").toAbsolutePath().normalize();
        Files.createDirectories(home.resolve("cli/target/cli"));
        Files.createFile(home.resolve("cli/target/cli/cli.jar")); // looked for, and not used by a probe
        for (String built : List.of("standalone/target", "probe-worker/target")) {
            Path link = home.resolve(built);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, root.resolve(built));
        }
        Files.copy(root.resolve("waddleperf"), home.resolve("waddleperf"));
        Path stamp = Files.createFile(home.resolve("target/built"));
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
        return home;
    }
}
