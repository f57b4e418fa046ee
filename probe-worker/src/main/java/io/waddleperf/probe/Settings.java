package io.waddleperf.probe;

import io.waddleperf.contracts.Require;
import io.waddleperf.probe.admission.Cidr;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.responder.CertificateAt;
import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.ssh.Secrets;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a probe is told at its start.
///
/// @param responder empty where this probe answers nobody
/// @param blackbox  empty where no Prometheus asks it
/// @param secrets   the keys and passwords that checks may name
/// @param capture   whether packets may be captured
/// @param token     the file of what questions to the UDP responder must show, and this probe's do
public record Settings(
        String probeId,
        String bootstrapServers,
        int partitions,
        Path dataDirectory,
        Optional<ResponderAt> responder,
        Optional<BlackboxAt> blackbox,
        TargetPolicy policy,
        Bounds bounds,
        Secrets secrets,
        boolean capture,
        Optional<Path> token) {
    /// Where the responder listens; port 0 is any free one.
    ///
    /// @param udpPort   empty for 862, or 2000 where that cannot be had
    /// @param iperfPort empty for no iperf3 server
    /// @param speedPort empty for no speed test server
    /// @param https     empty for no pages over TLS and QUIC
    /// @param allowed   who is answered besides this machine; all where empty
    public record ResponderAt(
            InetAddress host,
            int httpPort,
            OptionalInt udpPort,
            OptionalInt iperfPort,
            OptionalInt speedPort,
            Optional<Responder.HttpsAt> https,
            List<Cidr> allowed) {
        public ResponderAt {
            allowed = List.copyOf(allowed);
            Require.range("responder-http-port", httpPort, 0, 65_535);
            Require.range("responder-udp-port", udpPort.orElse(0), 0, 65_535);
            Require.range("responder-iperf-port", iperfPort.orElse(0), 0, 65_535);
            Require.range("responder-speed-port", speedPort.orElse(0), 0, 65_535);
            Require.range(
                    "responder-https-port", https.map(Responder.HttpsAt::port).orElse(0), 0, 65_535);
        }
    }

    /// Where `/probe` of Prometheus' blackbox_exporter is answered.
    ///
    /// @param modules empty for the built-in ones
    public record BlackboxAt(InetAddress host, int port, Optional<Path> modules) {
        public BlackboxAt {
            Require.range("blackbox-port", port, 0, 65_535);
        }
    }

    /// How much a probe does.
    ///
    /// @param autonomousAfter without Kafka, tests go on by themselves
    /// @param concurrency     tests at once
    /// @param targetRate      tests a second of one address
    /// @param totalRate       tests a second in all
    public record Bounds(long spoolLimitMib, Duration autonomousAfter, int concurrency, int targetRate, int totalRate) {
        public Bounds {
            Require.range("spool-limit-mib", spoolLimitMib, 1, 1_048_576);
            Require.range("autonomous-after", autonomousAfter.toSeconds(), 1, 86_400);
            Require.range("concurrency", concurrency, 1, 1_024);
            Require.range("target-rate", targetRate, 1, 100_000);
            Require.range("total-rate", totalRate, 1, 100_000);
        }
    }

    /// A name with its default; empty where one must be given.
    private record Key(String name, String defaultValue, String what) {}

    /// Of blackbox_exporter.
    private static final int BLACKBOX_PORT = 9_115;

    private static final List<Key> KEYS = List.of(
            new Key("probe-id", "", "the name of this probe"),
            new Key("bootstrap-servers", "", "Kafka, host:port[,host:port]"),
            new Key("partitions", "4", "of the topics that are spread by probe"),
            new Key("data", "", "the directory of the spool; one probe alone"),
            new Key("join", " ", "a token of `probes enrol`; used once, what it grants is kept in data"),
            new Key("signing-key", " ", "a file with the key that results are signed with"),
            new Key("responder", "true", "whether to answer tests of others"),
            new Key("responder-host", "127.0.0.1", "the address the responder listens on"),
            new Key("responder-http-port", "0", "0: any free one"),
            new Key("responder-udp-port", "0", "0: any free one; standard: 862, else 2000"),
            new Key("responder-iperf-port", "0", "0: any free one; off: no throughput tests for others"),
            new Key("responder-allow", " ", "blocks whose addresses are answered, by commas; blank: all"),
            new Key(
                    "responder-token-file",
                    " ",
                    "a token, which UDP tests of others must show and those of this probe do"),
            new Key("responder-speed-port", "0", "0: any free one; off: no speed tests for others"),
            new Key("responder-https-port", "off", "of TCP and UDP, 0: any free one; off: nothing over TLS and QUIC"),
            new Key("responder-certificate", " ", "a file in PEM; else one is made and kept in the data directory"),
            new Key("responder-key", " ", "its key, EC or RSA, in PEM"),
            new Key("blackbox-host", "127.0.0.1", "the address that /probe for Prometheus is on"),
            new Key("blackbox-port", " ", "its port, 0: any free one; with a file of modules 9115, else off"),
            new Key("blackbox-modules", " ", "a configuration file of blackbox_exporter; else built-in modules"),
            new Key("allow-loopback", "false", "whether this machine may be tested itself"),
            new Key("allow", " ", "address blocks; where given, no others are tested"),
            new Key("deny", " ", "address blocks that are never tested"),
            new Key("secrets", " ", "the directory of keys and passwords that checks name; a file each"),
            new Key("capture", "false", "whether packets may be captured; needs CAP_NET_RAW"),
            new Key("spool-limit-mib", "256", "unsent results on disk"),
            new Key("autonomous-after", "20", "seconds without Kafka, then tests of tier 1 go on by themselves"),
            new Key("concurrency", "64", "tests at once"),
            new Key("target-rate", "100", "tests a second of one address"),
            new Key("total-rate", "500", "tests a second in all"));

    public Settings {
        Require.name("probe-id", probeId);
        Require.range("partitions", partitions, 1, 100_000);
        Require.that(
                Arrays.stream(bootstrapServers.split(",")).allMatch(server -> server.matches("\\S+:\\d{1,5}")),
                "bootstrap-servers",
                '"' + bootstrapServers + '"',
                "must be host:port[,host:port]");
    }

    /// From `--key=value`, else from `WADDLEPERF_KEY` of the environment, else the default.
    ///
    /// @throws IllegalArgumentException says which setting is wrong and what is allowed
    public static Settings of(List<String> arguments, Map<String, String> environment) {
        Function<String, String> value = values(arguments, environment);
        return new Settings(
                value.apply("probe-id"),
                value.apply("bootstrap-servers"),
                (int) number("partitions", value),
                Path.of(value.apply("data")),
                flag("responder", value) ? Optional.of(responderAt(value)) : Optional.empty(),
                blackboxAt(value),
                policy(value),
                new Bounds(
                        number("spool-limit-mib", value),
                        Duration.ofSeconds(number("autonomous-after", value)),
                        (int) number("concurrency", value),
                        (int) number("target-rate", value),
                        (int) number("total-rate", value)),
                secrets(value.apply("secrets")),
                flag("capture", value),
                token(value.apply("responder-token-file")));
    }

    /// A single one of them as text, before all are known; empty where it is not given.
    ///
    /// @throws IllegalArgumentException where an argument is none of ours, or this one is needed
    static String one(String name, List<String> arguments, Map<String, String> environment) {
        return values(arguments, environment).apply(name);
    }

    private static Function<String, String> values(List<String> arguments, Map<String, String> environment) {
        var given = given(arguments);
        return name -> {
            var key = KEYS.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            String text = given.getOrDefault(name, environment.getOrDefault(variable(name), key.defaultValue()));
            Require.that(!text.isEmpty(), "--" + name, "nothing", "is needed: " + key.what());
            return text.strip();
        };
    }

    /// A line for each setting.
    public static String usage() {
        return KEYS.stream()
                .map(key -> String.format(
                        "  --%-20s %s%s",
                        key.name(), key.what(), key.defaultValue().isBlank() ? "" : " (" + key.defaultValue() + ")"))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> given(List<String> arguments) {
        var given = new HashMap<String, String>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            boolean known = equals > 0 && KEYS.stream().anyMatch(key -> ("--" + key.name()).equals(name));
            Require.that(known, "argument", argument, "must be --key=value with one of\n" + usage() + "\n");
            given.put(name.substring(2), argument.substring(equals + 1));
        }
        return new TreeMap<>(given);
    }

    private static String variable(String name) {
        return "WADDLEPERF_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static ResponderAt responderAt(Function<String, String> value) {
        return new ResponderAt(
                address("responder-host", value),
                (int) number("responder-http-port", value),
                value.apply("responder-udp-port").equals("standard")
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) number("responder-udp-port", value)),
                portOrOff("responder-iperf-port", value),
                portOrOff("responder-speed-port", value),
                httpsAt(value),
                blocks("responder-allow", value));
    }

    private static Optional<Responder.HttpsAt> httpsAt(Function<String, String> value) {
        var certificate = CertificateAt.of(
                value.apply("data"), given("responder-certificate", value), given("responder-key", value));
        var port = portOrOff("responder-https-port", value);
        return port.isEmpty() ? Optional.empty() : Optional.of(new Responder.HttpsAt(port.getAsInt(), certificate));
    }

    private static CertificateAt.Given given(String name, Function<String, String> value) {
        return new CertificateAt.Given(name, value.apply(name));
    }

    private static Optional<Path> token(String file) {
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    private static OptionalInt portOrOff(String name, Function<String, String> value) {
        return value.apply(name).equals("off") ? OptionalInt.empty() : OptionalInt.of((int) number(name, value));
    }

    private static Optional<BlackboxAt> blackboxAt(Function<String, String> value) {
        String port = value.apply("blackbox-port");
        String file = value.apply("blackbox-modules");
        if (port.isEmpty() && file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BlackboxAt(
                address("blackbox-host", value),
                port.isEmpty() ? BLACKBOX_PORT : (int) number("blackbox-port", value),
                file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file))));
    }

    private static InetAddress address(String name, Function<String, String> value) {
        String text = value.apply(name);
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " must be an address, not " + text, e);
        }
    }

    private static Secrets secrets(String directory) {
        return directory.isEmpty() ? Secrets.NONE : new Secrets(Optional.of(Path.of(directory)));
    }

    private static TargetPolicy policy(Function<String, String> value) {
        return new TargetPolicy(
                flag("allow-loopback", value) ? TargetPolicy.Loopback.ALLOWED : TargetPolicy.Loopback.DENIED,
                blocks("allow", value),
                blocks("deny", value));
    }

    private static List<Cidr> blocks(String name, Function<String, String> value) {
        try {
            return Cidr.parseAll(value.apply(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " must be address blocks such as 10.0.0.0/8,2001:db8::/32, not " + value.apply(name), e);
        }
    }

    private static long number(String name, Function<String, String> value) {
        String text = value.apply(name);
        Require.that(text.matches("\\d{1,9}"), name, '"' + text + '"', "must be a whole number");
        return Long.parseLong(text);
    }

    private static boolean flag(String name, Function<String, String> value) {
        String text = value.apply(name).toLowerCase(Locale.ROOT);
        Require.that(text.equals("true") || text.equals("false"), name, '"' + text + '"', "must be true or false");
        return text.equals("true");
    }
}
