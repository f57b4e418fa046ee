package io.waddleperf.probe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// A probe as a child process, for tests that stop or kill it.
final class ProbeProcess implements AutoCloseable {
    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();

    private ProbeProcess(Process process) {
        this.process = process;
        Thread.startVirtualThread(this::readOutput);
    }

    static ProbeProcess start(String... settings) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("src", "main", "jvm", "probe.jvmargs").toAbsolutePath());
        command.add(ProbeMain.class.getName());
        command.addAll(List.of(settings));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new ProbeProcess(builder.start());
    }

    String said() {
        return String.join("\n", output);
    }

    boolean ready() {
        return said().contains("probe ready: ");
    }

    int exitCode(long withinSeconds) throws InterruptedException {
        assertTrue(process.waitFor(withinSeconds, TimeUnit.SECONDS), "still runs: " + said());
        return process.exitValue();
    }

    void terminate() {
        process.destroy();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void readOutput() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
            }
        } catch (IOException e) {
            output.add("(" + e.getMessage() + ")");
        }
    }
}
