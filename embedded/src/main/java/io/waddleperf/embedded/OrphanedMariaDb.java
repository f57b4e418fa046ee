package io.waddleperf.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// A `mariadbd` of an earlier run that still holds our data directory.
///
/// Either its JVM was killed a moment ago and its watch is ending it, or the watch was killed too.
record OrphanedMariaDb(ProcessHandle process) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Finds it by its pid file; the arguments tell it from a process that got the same id later.
    static Optional<OrphanedMariaDb> of(MariaDbSettings settings) throws IOException {
        if (!Files.exists(settings.pidFile())) {
            return Optional.empty();
        }
        var text = Files.readString(settings.pidFile()).strip();
        return text.matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(text))
                        .filter(process -> servesDataOf(process.info(), settings.dataDir()))
                        .map(OrphanedMariaDb::new)
                : Optional.empty();
    }

    /// Asks it to end, waits 5 s, then kills it; the data recover at the next start.
    void end() {
        process.destroy();
        if (!Processes.endsWithin(process, PATIENCE)) {
            process.destroyForcibly();
            if (!Processes.endsWithin(process, PATIENCE)) {
                throw new EmbeddedStartException("A mariadbd of an earlier run, process " + process.pid()
                        + ", holds the data and cannot be ended: end it, then start again.");
            }
        }
    }

    private static boolean servesDataOf(ProcessHandle.Info info, Path dataDir) {
        var option = EmbeddedMariaDb.dataDirOption(dataDir);
        return info.arguments()
                .map(Arrays::asList)
                .filter(it -> it.contains(option))
                .isPresent();
    }
}
