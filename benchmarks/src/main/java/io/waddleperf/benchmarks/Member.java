package io.waddleperf.benchmarks;

import io.waddleperf.embedded.ChildWatch;
import io.waddleperf.embedded.EmbeddedMariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One of many processes that may be killed at any time and is started again, with what it has on disk. It
/// ends with this JVM, however that ends.
final class Member implements AutoCloseable {
    /// As docs/reference/services.md promises of each service.
    static final Duration GRACE = Duration.ofSeconds(20);

    private final Kind kind;
    private final String name;
    private final Starter starter;
    private @Nullable Alive alive;
    private boolean closed;

    /// What it is.
    enum Kind {
        BROKER,
        SCHEDULER,
        STREAMS,
        SINK,
        API,
        DATABASE,
        PROBE
    }

    /// @param end ends it, and lets go of what it held where it was killed
    record Alive(long pid, Runnable end) {
        static Alive of(ChildWatch child) {
            return new Alive(child.pid(), child::close);
        }

        static Alive of(EmbeddedMariaDb database) {
            return new Alive(database.pid(), database::close);
        }

        boolean runs() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /// How it is started, the first time and after each kill.
    interface Starter {
        Alive start();
    }

    Member(Kind kind, String name, Starter starter) {
        this.kind = kind;
        this.name = name;
        this.starter = starter;
    }

    /// @param launch asked at each start
    /// @param log    appended to
    static Member of(Kind kind, String name, Supplier<Programs.Launch> launch, Path log) {
        return new Member(kind, name, () -> {
            var now = launch.get();
            return Alive.of(ChildWatch.start(now.command(), now.environment(), log, GRACE));
        });
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    synchronized void start() {
        if (!closed) {
            alive = starter.start();
        }
    }

    /// SIGKILL, and gone on return.
    synchronized void kill() {
        var killed = alive;
        if (killed != null) {
            ProcessHandle.of(killed.pid()).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
            killed.end().run();
        }
    }

    /// Whether it ended by itself.
    synchronized boolean isDown() {
        var now = alive;
        return now != null && !now.runs();
    }

    /// SIGTERM, and gone on return: by force where it takes longer than [#GRACE]. It may be started again.
    synchronized void stop() {
        if (alive != null) {
            alive.end().run();
        }
    }

    /// Stopped for good.
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }
}
