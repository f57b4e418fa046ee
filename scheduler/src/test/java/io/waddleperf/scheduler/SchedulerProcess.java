package io.waddleperf.scheduler;

import io.waddleperf.embedded.ChildWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A scheduler in a process of its own, to be killed; it ends with this JVM, however that ends.
final class SchedulerProcess implements AutoCloseable {
    /// Stays, to be read after a failure.
    private static final Path LOGS = Path.of("target", "scheduler-processes");

    private final ChildWatch running;
    private final Path log;

    SchedulerProcess(String name, SchedulerSettings settings) throws IOException {
        Files.createDirectories(LOGS);
        log = LOGS.resolve(name + ".log");
        Files.deleteIfExists(log);
        running = ChildWatch.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // it lives for seconds
                        "-cp",
                        System.getProperty("java.class.path"),
                        SchedulerProcess.class.getName(),
                        settings.bootstrap(),
                        Integer.toString(settings.partitions())),
                Map.of(),
                log,
                Duration.ofSeconds(5));
    }

    /// @param arguments bootstrap servers, count of partitions
    public static void main(String[] arguments) {
        var scheduler =
                new Scheduler(new SchedulerSettings(arguments[0], Integer.parseInt(arguments[1])), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(scheduler::close));
        scheduler.start();
        while (scheduler.state() != Scheduler.State.FAILED) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        throw new IllegalStateException("it has failed", scheduler.failure());
    }

    /// SIGKILL, and gone on return.
    void kill() {
        ProcessHandle.of(running.pid()).ifPresent(ProcessHandle::destroyForcibly);
        running.onExit().join();
    }

    boolean isAlive() {
        return running.isAlive();
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        running.close();
    }
}
