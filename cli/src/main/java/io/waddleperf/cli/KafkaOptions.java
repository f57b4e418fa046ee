package io.waddleperf.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Kafka a command talks to.
public final class KafkaOptions {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final Pattern SERVERS =
            Pattern.compile("[^\\s,:/]+:\\d{1,5}(,[^\\s,:/]+:\\d{1,5})*|\\[[0-9a-fA-F:]+\\]:\\d{1,5}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the directory of a running `up` (default: data; that of `up --demo` is data-demo)")
    private @Nullable Path data;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka, instead of --data")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "properties of Kafka's clients, such as security.protocol and sasl.jaas.config")
    private @Nullable Path file;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "so long Kafka may be silent (default: ${DEFAULT-VALUE})")
    private String timeout = "15s";

    /// What a command does with Kafka.
    @FunctionalInterface
    public interface Work {
        int with(Connection kafka);
    }

    /// @return what the work ends with
    /// @throws CommandFailure where Kafka fails: which one, how and what to do
    public int run(Surroundings surroundings, Work work) {
        var at = kafka();
        try (var connection = new Connection(at, surroundings.nanoTime())) {
            return work.with(connection);
        } catch (KafkaException e) {
            throw new CommandFailure(Exit.NO_SERVER, "Kafka at " + at.name() + ' ' + trouble(e, at), e);
        }
    }

    private static String trouble(KafkaException problem, KafkaAt at) {
        return switch (problem) {
            case AuthenticationException e ->
                "does not let us in: " + e.getMessage() + "; --kafka-config FILE holds who we are";
            case AuthorizationException e ->
                "forbids it: " + e.getMessage()
                        + "; docs/reference/dead-letters.md names the permissions that are needed";
            case org.apache.kafka.common.errors.TimeoutException e ->
                "does not answer within " + at.timeout().toSeconds() + " s: is it running, and is the address right? ("
                        + e.getMessage() + ')';
            default -> "cannot be used: " + cause(problem);
        };
    }

    /// The bottom of the chain: its top only says that a client could not be made.
    private static String cause(Throwable problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Plain.line(String.valueOf(deepest.getMessage() == null ? deepest : deepest.getMessage()));
    }

    /// The directory of the `up` that is meant.
    public Path data() {
        return data == null ? Path.of("data") : data;
    }

    private KafkaAt kafka() {
        if (data != null && bootstrap != null) {
            throw new CommandFailure(Exit.WRONG_USE, "--data and --bootstrap both say where Kafka is; leave one out");
        }
        var settings = file == null ? new HashMap<String, String>() : properties(file);
        String name = place(settings);
        return new KafkaAt(settings, name, limit());
    }

    /// Adds the servers and says who named them.
    private String place(Map<String, String> settings) {
        if (bootstrap != null) {
            require(bootstrap);
            settings.put(BOOTSTRAP, bootstrap);
            return bootstrap;
        }
        if (data == null && settings.containsKey(BOOTSTRAP)) {
            return settings.get(BOOTSTRAP) + " (" + file + ')';
        }
        Path directory = data();
        String kafka = RunningUp.kafka(directory);
        settings.put(BOOTSTRAP, kafka);
        return kafka + " (" + directory.resolve("runtime.json") + ')';
    }

    private static void require(String servers) {
        if (!SERVERS.matcher(servers).matches()) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "--bootstrap must be HOST:PORT[,HOST:PORT], not " + Plain.line(servers));
        }
    }

    private Duration limit() {
        Duration limit = Times.duration("--timeout", timeout);
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new CommandFailure(Exit.WRONG_USE, "--timeout must be 1s to 10m, not " + timeout);
        }
        return limit;
    }

    private static Map<String, String> properties(Path file) {
        var read = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(Exit.WRONG_USE, "--kafka-config " + file + " cannot be read: " + e, e);
        }
        var settings = new HashMap<String, String>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        return settings;
    }
}
