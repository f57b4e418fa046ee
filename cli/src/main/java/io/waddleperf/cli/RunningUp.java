package io.waddleperf.cli;

import io.avaje.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The `up` that runs with a data directory, as its `runtime.json` tells.
public final class RunningUp {
    private static final String ELSE =
            "name another --data DIR (that of `up --demo` is data-demo), or --bootstrap HOST:PORT";
    private static final String ELSE_API = "name another --data DIR (that of `up --demo` is data-demo), or --api URL";

    private RunningUp() {}

    /// Kafka's address.
    ///
    /// @throws CommandFailure where none runs there: its port may be somebody else's by now
    static String kafka(Path data) {
        var runtime = running(data, ELSE);
        if (!(runtime.get("kafka") instanceof String kafka)) {
            throw new CommandFailure(Exit.NO_SERVER, file(data) + " does not say where Kafka is; " + ELSE);
        }
        return kafka;
    }

    /// Kafka as other machines reach it.
    ///
    /// @param authority the certificate that signed its own
    public record Network(String kafka, Path authority) {}

    /// @throws CommandFailure where none runs there that answers other machines
    public static Network network(Path data) {
        var runtime = running(data, "name another --data DIR");
        if (!(runtime.get("kafkaNetwork") instanceof String kafka)
                || !(runtime.get("authority") instanceof String authority)) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "the `up` of " + data + " answers nobody but this machine, where services need no credentials;"
                            + " start it with --listen ADDRESS");
        }
        return new Network(kafka, data.resolve(authority));
    }

    /// Where the API is.
    ///
    /// @param authority the certificate to trust; empty where it speaks plain HTTP on loopback
    /// @param token     of an administrator, where this user may read it
    public record Web(URI url, Optional<Path> authority, Optional<String> token) {}

    /// @throws CommandFailure where none runs there
    public static Web web(Path data) {
        var runtime = running(data, ELSE_API);
        if (!(runtime.get("web") instanceof String web)) {
            throw new CommandFailure(Exit.NO_SERVER, file(data) + " does not say where the API is; " + ELSE_API);
        }
        var authority = runtime.get("authority") instanceof String name
                ? Optional.of(data.resolve(name))
                : Optional.<Path>empty();
        // without `--listen` nobody is asked, and a token of before is known no more
        var token = authority.flatMap(_ -> token(data.resolve("admin.token")));
        return new Web(URI.create(web), authority, token);
    }

    private static Optional<String> token(Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO_SERVER, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path file(Path data) {
        return data.resolve("runtime.json");
    }

    private static Map<String, Object> running(Path data, String otherwise) {
        var runtime = read(file(data), otherwise);
        if (!(runtime.get("pids") instanceof Map<?, ?> pids)) {
            throw new CommandFailure(Exit.NO_SERVER, file(data) + " does not say where Kafka is; " + otherwise);
        }
        if (!(pids.get("waddleperf") instanceof Number pid) || !alive(pid.longValue())) {
            throw new CommandFailure(
                    Exit.NO_SERVER,
                    "no `waddleperf up` runs with --data " + data + " (it did once); start it, or " + otherwise);
        }
        return runtime;
    }

    private static Map<String, Object> read(Path file, String otherwise) {
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    Exit.NO_SERVER, file + " is absent: no `waddleperf up` has run there; " + otherwise);
        }
        try {
            return Json.MAPPER.fromJsonObject(Files.readString(file));
        } catch (IOException | JsonException e) {
            throw new CommandFailure(Exit.NO_SERVER, file + " cannot be read: " + e.getMessage() + "; " + otherwise, e);
        }
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
