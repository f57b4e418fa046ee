package io.waddleperf.api.configuration;

import io.waddleperf.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A process of a test's own that is killed in the middle of its work.
final class KilledProcess {
    /// As of a process that signal 9 has ended.
    static final int KILLED = 137;

    static final Duration END_WITHIN = Duration.ofMinutes(2);

    private KilledProcess() {}

    /// @param main whose arguments are the database's address, user and password, and then these
    /// @return how it ended; -1 where it did not
    static int run(Class<?> main, TestDatabase database, String... arguments) throws Exception {
        var java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password());
        var process = new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(arguments)).toList())
                .inheritIO()
                .start();
        try {
            return process.waitFor(END_WITHIN) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }
}
