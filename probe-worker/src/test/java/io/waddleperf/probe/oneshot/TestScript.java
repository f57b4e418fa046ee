package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The script `waddleperf` in a tree in which everything is built, so that it builds nothing: the probe
/// there is the packaged one.
record TestScript(Path root) implements AutoCloseable {
    private static final Path PACKAGED = Path.of("target", "probe").toAbsolutePath();
    private static final List<String> PARTS = List.of("probe-worker.jar", "lib", "probe.jvmargs");

    /// How a run ended, and what it printed.
    record Ran(int code, String out, String err) {}

    static TestScript layOut(Path root) throws IOException {
        Files.copy(Path.of("..", "waddleperf"), root.resolve("waddleperf"));
        for (String file : List.of("standalone/target/quarkus-app/quarkus-run.jar", "cli/target/cli/cli.jar")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.createFile(root.resolve(file));
        }
        var probe = Files.createDirectories(root.resolve("probe-worker/target/probe"));
        for (String part : PARTS) {
            Files.createSymbolicLink(probe.resolve(part), PACKAGED.resolve(part));
        }
        Files.createFile(Files.createDirectories(root.resolve("target")).resolve("built"));
        return new TestScript(root);
    }

    Ran measure(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", root.resolve("waddleperf").toString(), "measure"));
        command.addAll(List.of(arguments));
        var err = Files.createTempFile(root, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return new Ran(process.exitValue(), out, Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        for (String part : PARTS) {
            Files.delete(root.resolve("probe-worker/target/probe").resolve(part));
        }
    }
}
