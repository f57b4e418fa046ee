package io.waddleperf.standalone;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.documents.Units;
import io.waddleperf.sink.notify.NotificationUrl;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `up`, checked.
@Command(
        name = "waddleperf up",
        description = "Runs WaddlePerf on this machine: broker, database, services, a probe and the web page.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final long LEAST_DISK = 1L << 30;
    private static final long LEAST_DATABASE_MEMORY = 64L << 20;
    private static final long MOST_DATABASE_MEMORY = 1L << 40;
    private static final List<String> NOT_IN_DEMO =
            List.of("--target", "--config", "--watch-network", "--interval", "--listen");
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z]([0-9A-Za-z.-]{0,252}[0-9A-Za-z])?|[0-9a-fA-F:]+");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "web page and API (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka (default: ${DEFAULT-VALUE})")
    private int kafkaPort = 9092;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where everything is kept (default: data; with --demo: data-demo)")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML with targets, checks and schedules")
    private @Nullable Path config;

    @Option(
            names = "--target",
            paramLabel = "HOST-or-URL",
            description = "test this, every --interval; may be given several times")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "from one test of a target to the next, such as 30s or PT30S (default: ${DEFAULT-VALUE})")
    private String interval = "30s";

    @Option(names = "--watch-network", description = "also test this machine's gateway and resolvers")
    private boolean watchNetwork;

    @Option(
            names = "--demo",
            description = "a small shop on loopback with a switch that breaks it, and a simulated fleet;"
                    + " nothing leaves this machine")
    private boolean demo;

    @Option(
            names = "--max-disk",
            paramLabel = "SIZE",
            description = "bound of what is kept in DIR, such as 10g (default: ${DEFAULT-VALUE})")
    private String maxDisk = "10g";

    @Option(
            names = "--database-memory",
            paramLabel = "SIZE",
            description = "what the database keeps its pages in, 16k for each series, such as 2g"
                    + " (default: a sixteenth of the machine's memory or of --max-disk, 1g at most)")
    private @Nullable String databaseMemory;

    @Option(
            names = "--notify",
            paramLabel = "URL",
            description = "tell of incidents there, such as https://…, mailto:…, slack+https://…;"
                    + " may be given several times")
    private List<String> notifyUrls = new ArrayList<>();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "answer other machines on this address (0.0.0.0: all): TLS for the page and for Kafka,"
                    + " and probes may join")
    private @Nullable String listen;

    @Option(
            names = "--advertise",
            paramLabel = "HOST",
            description = "the name or address by which other machines find this one (default: that of --listen)")
    private @Nullable String advertise;

    @Option(
            names = "--listen-kafka-port",
            paramLabel = "PORT",
            description = "Kafka for other machines, with --listen (default: ${DEFAULT-VALUE})")
    private int listenKafkaPort = 9093;

    @Override
    public Integer call() throws Exception {
        return new Standalone(options()).run();
    }

    /// @throws ParameterException says which option, its value and what is allowed
    UpOptions options() {
        try {
            Require.range("--port", port, 1, 65_535);
            Require.range("--kafka-port", kafkaPort, 1, 65_535);
            Require.that(port != kafkaPort, "--port", port, "and --kafka-port must differ");
            Duration every = Units.duration("--interval", interval);
            long everyUs = every.toNanos() / 1000;
            Require.that(
                    everyUs >= Schedule.SHORTEST_US && everyUs <= Schedule.LONGEST_US,
                    "--interval",
                    interval,
                    "must be 1s to 24h");
            long bytes = Units.bytes("--max-disk", maxDisk);
            Require.that(bytes >= LEAST_DISK, "--max-disk", maxDisk, "must be at least 1g");
            Long databaseBytes = databaseMemory == null ? null : Units.bytes("--database-memory", databaseMemory);
            Require.that(
                    databaseBytes == null
                            || (databaseBytes >= LEAST_DATABASE_MEMORY && databaseBytes <= MOST_DATABASE_MEMORY),
                    "--database-memory",
                    databaseMemory,
                    "must be 64m to 1t");
            requireDemoAlone();
            notifyUrls.forEach(url -> NotificationUrl.require(url, System.getenv()));
            return new UpOptions(
                    port,
                    kafkaPort,
                    directory(),
                    config,
                    List.copyOf(targets),
                    every,
                    watchNetwork,
                    bytes,
                    databaseBytes,
                    demo,
                    List.copyOf(notifyUrls),
                    listen());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Listen listen() {
        if (listen == null) {
            Require.that(advertise == null, "--advertise", advertise, "goes with --listen");
            return null;
        }
        Require.range("--listen-kafka-port", listenKafkaPort, 1, 65_535);
        Require.that(
                listenKafkaPort != port && listenKafkaPort != kafkaPort,
                "--listen-kafka-port",
                listenKafkaPort,
                "must differ from --port and --kafka-port");
        InetAddress address = address(listen);
        String host = advertise == null ? address.getHostAddress() : advertise;
        Require.that(
                advertise != null || !address.isAnyLocalAddress(),
                "--listen",
                listen,
                "is every address: --advertise HOST must say which of them other machines use");
        Require.that(HOST.matcher(host).matches(), "--advertise", host, "must be a host name or an address");
        return new Listen(address, host, listenKafkaPort);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--listen must be an address of this machine such as 192.0.2.7, or 0.0.0.0 for all, not " + text,
                    e);
        }
    }

    /// Simulated results never come among those of a real network by default.
    private Path directory() {
        Path chosen = data == null ? Path.of(demo ? "data-demo" : "data") : data;
        return chosen.toAbsolutePath().normalize();
    }

    private void requireDemoAlone() {
        if (!demo) {
            return;
        }
        for (String option : NOT_IN_DEMO) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new IllegalArgumentException(
                        "--demo brings its own targets and times; leave out " + option + ", or leave out --demo");
            }
        }
    }
}
