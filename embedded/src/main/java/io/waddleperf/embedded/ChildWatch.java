package io.waddleperf.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/// A child process that does not outlive this JVM, however the JVM ends.
///
/// A shell beside the child reads a pipe that we hold open. When we close it or die, even by
/// kill -9, the child gets SIGTERM and after the grace SIGKILL.
public final class ChildWatch implements AutoCloseable {
    private static final Duration SHELL_END = Duration.ofSeconds(2);
    private static final String SCRIPT = script();

    private final Process shell;
    private final Optional<ProcessHandle> child;
    private final long pid;
    private final Duration patience;

    private ChildWatch(Process shell, long pid, Duration grace) {
        this.shell = shell;
        this.pid = pid;
        this.child = ProcessHandle.of(pid);
        this.patience = grace.plus(SHELL_END);
    }

    /// Starts the command with our environment and `env` on top; its output is appended to the log.
    ///
    /// @throws EmbeddedStartException on Windows, or when the log cannot be written
    public static ChildWatch start(
            List<String> command, Map<String, String> env, Path logFile, Duration graceBeforeKill) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            throw new EmbeddedStartException("Child processes are watched by a POSIX shell, so WaddlePerf does not"
                    + " run on Windows itself: run it in WSL.");
        }
        var line = new ArrayList<String>();
        // Its own session keeps the terminal's Ctrl-C away from the child; macOS has no setsid.
        onPath("setsid").ifPresent(setsid -> line.add(setsid.toString()));
        line.addAll(List.of("sh", "-c", SCRIPT, "sh", logFile.toString(), ticks(graceBeforeKill)));
        line.addAll(command);
        try {
            var builder = new ProcessBuilder(line).redirectError(Redirect.appendTo(logFile.toFile()));
            builder.environment().putAll(env);
            return watched(builder.start(), logFile, graceBeforeKill);
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "The child " + command.getFirst() + " could not start: " + e.getMessage(), e);
        }
    }

    /// The process id of the child itself, not of the shell beside it.
    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return shell.isAlive() || child.filter(Processes::isRunning).isPresent();
    }

    /// The child's exit code, 128 and more for a signal; empty while it runs.
    public OptionalInt exitCode() {
        return shell.isAlive() ? OptionalInt.empty() : OptionalInt.of(shell.exitValue());
    }

    /// Completes with the exit code when the child ends, for whatever reason.
    public CompletableFuture<Integer> onExit() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    /// Ends the child as the JVM's death would, and waits until it is gone.
    public void stop() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The shell is gone already, and a pipe without a reader cannot be flushed.
        }
        awaitEnd(shell.toHandle());
        awaitExitCode();
        // Gone by now, unless somebody ended the shell and its watch.
        child.filter(Processes::isRunning).ifPresent(orphan -> {
            orphan.destroy();
            awaitEnd(orphan);
        });
    }

    private void awaitEnd(ProcessHandle process) {
        if (!Processes.endsWithin(process, patience)) {
            process.destroyForcibly();
            Processes.endsWithin(process, patience);
        }
    }

    /// The JVM reaps its child in a thread of its own, a moment after the child has ended.
    private void awaitExitCode() {
        try {
            shell.waitFor(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    /// The program of that name in a folder of `PATH`.
    static Optional<Path> onPath(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static ChildWatch watched(Process shell, Path logFile, Duration grace) throws IOException {
        try (var output = new BufferedReader(shell.inputReader(StandardCharsets.UTF_8))) {
            var pid = output.readLine();
            if (pid == null) {
                shell.destroyForcibly();
                throw new IOException("the shell beside it ended; see " + logFile);
            }
            return new ChildWatch(shell, Long.parseLong(pid), grace);
        }
    }

    private static String ticks(Duration grace) {
        return Long.toString(grace.dividedBy(Duration.ofMillis(100)));
    }

    private static String script() {
        try (var script = ChildWatch.class.getResourceAsStream("watch.sh")) {
            if (script == null) {
                throw new IllegalStateException("watch.sh is missing beside " + ChildWatch.class);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
