package io.waddleperf.cli.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The examples that come with the other tools, where their packages put them: each module, each setting of it and
/// each host is imported, or told by its name not to be; and what is written can be applied.
final class ShippedExamplesTest {
    private static final Path BLACKBOX = Path.of("/usr/share/doc/prometheus-blackbox-exporter/examples");
    private static final Path SMOKEPING = Path.of("/etc/smokeping/config");
    private static final Path SMOKEPING_EXAMPLES = Path.of("/usr/share/doc/smokeping/examples");
    private static final Yaml YAML = new Yaml(new SafeConstructor(new LoaderOptions()));

    /// What a target of each prober may look like.
    private static final Map<String, String> TARGETS = Map.of(
            "http", "https://www.example.net/",
            "tcp", "mail.example.net:993",
            "icmp", "192.0.2.7",
            "dns", "192.0.2.53",
            "grpc", "shop.example.net:50051");

    /// Settings that become something of a check, or mean nothing for it (docs/reference/cli.md).
    private static final Set<String> CARRIED = Set.of(
            "http.method",
            "http.valid_status_codes",
            "http.valid_http_versions",
            "http.enable_http2",
            "http.enable_http3",
            "http.follow_redirects",
            "http.no_follow_redirects",
            "http.body_size_limit",
            "http.fail_if_body_matches_regexp",
            "http.fail_if_body_not_matches_regexp",
            "http.fail_if_header_not_matches",
            "tcp.tls",
            "icmp.payload_size",
            "dns.query_name",
            "dns.query_type",
            "dns.transport_protocol",
            "dns.dns_over_tls",
            "dns.valid_rcodes",
            "grpc.service",
            "grpc.tls");

    private static final Set<String> CARRIED_OF_ALL =
            Set.of("preferred_ip_protocol", "ip_protocol_fallback", "tls_config");

    private static final Pattern SECTION = Pattern.compile("(\\++)\\s*([-\\w]+)\\s*(?:#.*)?");
    private static final Pattern HOST = Pattern.compile("\\s*host\\s*=.*");
    private static final Pattern TARGETS_PART = Pattern.compile("\\*\\*\\*\\s*Targets\\s*\\*\\*\\*");

    @TempDir
    Path dir;

    @Test
    void eachModuleOfBlackboxExporter() throws IOException {
        assumeTrue(Files.isDirectory(BLACKBOX), "no examples of prometheus-blackbox-exporter");
        for (Path file : files(BLACKBOX, "*.yml")) {
            Map<?, ?> modules = map(map(YAML.load(Files.readString(file))).get("modules"));
            Path targets = dir.resolve("targets.yml");
            Files.writeString(targets, targets(modules));
            var ran = applicable("blackbox", file.toString(), "--targets", targets.toString());
            var checks = names(ran, "Check");
            modules.forEach((name, module) -> eachSetting(String.valueOf(name), map(module), checks, ran.err()));
            assertEquals(checks, names(ran, "Schedule"), file::toString);
        }
    }

    /// One for each module.
    private static String targets(Map<?, ?> modules) {
        var groups = new StringBuilder();
        modules.forEach((name, module) -> groups.append("- targets: ['")
                .append(TARGETS.getOrDefault(prober(map(module)), "192.0.2.9"))
                .append("']\n  labels: {module: ")
                .append(name)
                .append("}\n"));
        return groups.toString();
    }

    private static String prober(Map<?, ?> module) {
        return String.valueOf(module.get("prober"));
    }

    private static void eachSetting(String name, Map<?, ?> module, Set<String> checks, String told) {
        String prober = prober(module);
        if (!TARGETS.containsKey(prober)) {
            assertTrue(told.contains(name + ": no test does what the prober " + prober + " does"), told);
            return;
        }
        assertTrue(checks.contains(name) || checks.contains("blackbox-" + name), () -> name + " in " + checks);
        if (module.get(prober) instanceof Map<?, ?> settings) {
            settings.forEach((setting, value) -> {
                boolean carried = CARRIED_OF_ALL.contains(String.valueOf(setting))
                        || CARRIED.contains(prober + '.' + setting)
                        || Boolean.FALSE.equals(value);
                String lost = name + '.' + prober + '.' + setting + " has no counterpart";
                assertTrue(carried || told.contains(lost), () -> "silent: " + lost + "\n" + told);
            });
        }
    }

    @Test
    void eachHostOfSmokepingsOwnConfiguration() throws IOException {
        assumeTrue(Files.exists(SMOKEPING), "no configuration of smokeping");
        eachHost(SMOKEPING, SMOKEPING.resolveSibling("config.d/Targets"));
    }

    @Test
    void eachHostOfSmokepingsExamples() throws IOException {
        assumeTrue(Files.isDirectory(SMOKEPING_EXAMPLES), "no examples of smokeping");
        for (Path file : files(SMOKEPING_EXAMPLES, "config.*")) {
            eachHost(file, file);
        }
    }

    /// @param targets the file of them
    private void eachHost(Path file, Path targets) throws IOException {
        var ran = applicable("smokeping", file.toString());
        var imported = names(ran, "Target");
        var hosts = hosts(targets);
        assertFalse(hosts.isEmpty(), targets::toString);
        for (String host : hosts) {
            boolean refused = Pattern.compile(":\\d+: " + Pattern.quote(host) + "(: no test| shows| has an address)")
                    .matcher(ran.err())
                    .find();
            assertTrue(imported.contains(host) != refused, () -> file + ": silent on " + host + "\n" + ran.err());
        }
        assertTrue(hosts.containsAll(imported), () -> imported + " of " + hosts);
        var scheduled = new ArrayList<String>();
        for (Map<?, ?> document : documents(ran)) {
            if ("Schedule".equals(document.get("kind"))) {
                List<?> tested =
                        assertInstanceOf(List.class, map(document.get("spec")).get("targets"));
                tested.forEach(target -> scheduled.add(String.valueOf(target)));
            }
        }
        assertEquals(imported.size(), scheduled.size(), () -> "each is tested in one way: " + scheduled);
        assertEquals(imported, new TreeSet<>(scheduled));
    }

    /// The sections that have a host, as `Europe.frankfurt`.
    private static Set<String> hosts(Path file) throws IOException {
        var hosts = new TreeSet<String>();
        var open = new ArrayList<String>();
        boolean among = false;
        for (String line : Files.readAllLines(file)) {
            Matcher section = SECTION.matcher(line.strip());
            if (line.startsWith("***")) {
                among = TARGETS_PART.matcher(line.strip()).matches();
            } else if (among && section.matches()) {
                open.subList(section.group(1).length() - 1, open.size()).clear();
                open.add(section.group(2));
            } else if (among && HOST.matcher(line).matches()) {
                hosts.add(String.join(".", open));
            }
        }
        return hosts;
    }

    /// What was imported, after `validate` took it.
    private Cli applicable(String... arguments) throws IOException {
        var words = new ArrayList<>(List.of("import"));
        words.addAll(List.of(arguments));
        var ran = Cli.run(words.toArray(String[]::new));
        assertEquals(Exit.OK, ran.code(), ran.err());
        Path written = dir.resolve("imported.yaml");
        Files.write(written, ran.bytes());
        var validated = Cli.run("validate", "-f", written.toString());
        assertEquals(Exit.OK, validated.code(), validated.err());
        return ran;
    }

    private static Set<String> names(Cli ran, String kind) {
        var names = new TreeSet<String>();
        for (Map<?, ?> document : documents(ran)) {
            if (kind.equals(document.get("kind"))) {
                names.add(String.valueOf(map(document.get("metadata")).get("name")));
            }
        }
        return names;
    }

    private static List<Map<?, ?>> documents(Cli ran) {
        List<Map<?, ?>> documents = new ArrayList<>();
        YAML.loadAll(ran.out()).forEach(document -> documents.add(map(document)));
        return documents;
    }

    private static Map<?, ?> map(@Nullable Object tree) {
        return assertInstanceOf(Map.class, tree);
    }

    private static List<Path> files(Path folder, String glob) throws IOException {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            var files =
                    StreamSupport.stream(found.spliterator(), false).sorted().toList();
            assertFalse(files.isEmpty(), () -> "nothing in " + folder);
            return files;
        }
    }
}
