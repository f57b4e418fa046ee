package io.waddleperf.cli;

import io.avaje.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The `up` that runs with a data directory, as its `runtime.json` tells.
final class RunningUp {
    private static final String ELSE = "name another --data DIR, or --bootstrap HOST:PORT";

    private RunningUp() {}

    /// Kafka's address.
    ///
    /// @throws CommandFailure where none runs there: its port may be somebody else's by now
    static String kafka(Path data) {
        Path file = data.resolve("runtime.json");
        var runtime = read(file);
        if (!(runtime.get("kafka") instanceof String kafka) || !(runtime.get("pids") instanceof Map<?, ?> pids)) {
            throw new CommandFailure(Exit.NO_KAFKA, file + " does not say where Kafka is; " + ELSE);
        }
        if (!(pids.get("waddleperf") instanceof Number pid) || !alive(pid.longValue())) {
            throw new CommandFailure(
                    Exit.NO_KAFKA,
                    "no `waddleperf up` runs with --data " + data + " (it did once); start it, or " + ELSE);
        }
        return kafka;
    }

    private static Map<String, Object> read(Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailure(Exit.NO_KAFKA, file + " is absent: no `waddleperf up` has run there; " + ELSE);
        }
        try {
            return Json.MAPPER.fromJsonObject(Files.readString(file));
        } catch (IOException | JsonException e) {
            throw new CommandFailure(Exit.NO_KAFKA, file + " cannot be read: " + e.getMessage() + "; " + ELSE, e);
        }
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
