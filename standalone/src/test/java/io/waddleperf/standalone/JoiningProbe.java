package io.waddleperf.standalone;

import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// A probe as somebody starts it on another machine, with the pasted line.
final class JoiningProbe implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int END_SECONDS = 60;

    private final Process process;
    private final Path output;
    private final Path data;

    private JoiningProbe(Process process, Path output, Path data) {
        this.process = process;
        this.output = output;
        this.data = data;
    }

    /// Starts without waiting.
    ///
    /// @param within what the command line begins with, such as that of another network namespace
    static JoiningProbe start(List<String> within, Path data, String... arguments) throws IOException {
        Path output = Files.createTempFile("waddleperf-probe", ".out");
        Path home = Path.of("../probe-worker/target/probe").toAbsolutePath().normalize();
        var command = new ArrayList<>(within);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("probe.jvmargs"),
                "-jar",
                home.resolve("probe-worker.jar").toString(),
                "--data=" + data));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        return new JoiningProbe(builder.start(), output, data);
    }

    JoiningProbe ready() {
        Await.until("the probe is ready", READY_WITHIN, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + output());
            }
            return output().contains("probe ready: ");
        });
        return this;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /// The exit code of one that ends by itself.
    int ended() {
        return process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join().exitValue();
    }

    Path membershipFile() {
        return data.resolve("membership.properties");
    }

    Properties membership() throws IOException {
        var kept = new Properties();
        kept.load(new StringReader(Files.readString(membershipFile())));
        return kept;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        var _ = ended();
        Files.deleteIfExists(output);
    }
}
