package io.waddleperf.standalone;

import io.waddleperf.cli.Operator;
import io.waddleperf.cli.Stopping;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// Gives and takes accounts of readers as an operator does: by the command, and by what it prints.
final class ReaderAccounts {
    private static final Duration SOON = Duration.ofSeconds(20);

    private ReaderAccounts() {}

    /// @param data where the broker is told of, as `up` does it
    /// @return what was printed, by its names
    static Map<String, String> give(SecuredBroker broker, Path data, String name) throws IOException {
        return give(broker, data, "credentials", name, "--reading");
    }

    /// The account of a service, which may have the name of a reader.
    static Map<String, String> giveService(SecuredBroker broker, Path data, String name) throws IOException {
        return give(broker, data, "credentials", name);
    }

    private static Map<String, String> give(SecuredBroker broker, Path data, String... command) throws IOException {
        Files.writeString(
                data.resolve("runtime.json"),
                "{\"kafka\":\"" + broker.loopback() + "\",\"kafkaNetwork\":\""
                        + broker.kafka().networkBootstrap() + "\",\"authority\":\""
                        + broker.authority().certificate().toAbsolutePath() + "\",\"pids\":{\"waddleperf\":"
                        + ProcessHandle.current().pid() + "}}");
        var printed = new HashMap<String, String>();
        run(data, command).lines().forEach(line -> {
            int equals = line.indexOf('=');
            printed.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^'|'$", ""));
        });
        Await.until("the broker knows " + command[1], SOON, () -> letsIn(printed));
        return printed;
    }

    /// The controller has the account before the broker does.
    private static boolean letsIn(Map<String, String> printed) throws Exception {
        try (var admin = Admin.create(clientSettings(printed))) {
            return !admin.listTopics().names().get(10, TimeUnit.SECONDS).isEmpty();
        }
    }

    static void revoke(Path data, String name) {
        run(data, "revoke", name, "--reading");
    }

    static void revokeService(Path data, String name) {
        run(data, "revoke", name);
    }

    /// What is said where there is no service of that name.
    static String refusalOfRevokeService(Path data, String name) {
        var said = execute(data, "revoke", name);
        if (said.code == 0) {
            throw new AssertionError("there was a service " + name);
        }
        return said.err;
    }

    private static String run(Path data, String... arguments) {
        var said = execute(data, arguments);
        if (said.code != 0) {
            throw new AssertionError(List.of(arguments) + " ended with " + said.code + ": " + said.err);
        }
        return said.out;
    }

    private record Said(int code, String out, String err) {}

    private static Said execute(Path data, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                System::nanoTime,
                new Operator(
                        _ -> Surroundings.Answer.NOBODY_THERE,
                        _ -> Optional.empty(),
                        _ -> Optional.empty(),
                        InputStream.nullInputStream(),
                        Map.of(),
                        false),
                new Stopping(Duration.ofSeconds(5)),
                new SecureRandom());
        var all = new ArrayList<>(List.of(arguments));
        all.add("--data=" + data);
        all.addFirst("services");
        int code = io.waddleperf.cli.Main.commandLine(surroundings).execute(all.toArray(String[]::new));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// For Kafka's Java clients.
    static Map<String, Object> clientSettings(Map<String, String> printed) {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", value(printed, "KAFKA_BOOTSTRAP_SERVERS"));
        settings.put("security.protocol", value(printed, "KAFKA_SECURITY_PROTOCOL"));
        settings.put("sasl.mechanism", value(printed, "KAFKA_SASL_MECHANISM"));
        settings.put("sasl.jaas.config", value(printed, "KAFKA_SASL_JAAS_CONFIG"));
        settings.put("ssl.truststore.type", value(printed, "KAFKA_SSL_TRUSTSTORE_TYPE"));
        settings.put("ssl.truststore.location", value(printed, "KAFKA_SSL_TRUSTSTORE_LOCATION"));
        settings.put("default.api.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        return settings;
    }

    /// What was printed under this name.
    static String value(Map<String, String> printed, String name) {
        return Objects.requireNonNull(printed.get(name), name);
    }
}
