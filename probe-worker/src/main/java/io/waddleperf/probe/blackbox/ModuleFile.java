package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.TextPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads blackbox_exporter's configuration (its CONFIGURATION.md, version 0.23).
///
/// A module is taken where each of its keys means here what it means there. One that is not is kept
/// with the keys that stand in its way, so that nobody believes in a test that does not run.
final class ModuleFile {
    private static final int MOST_BYTES = 1_048_576;
    private static final int MOST_MODULES = 1_000;
    private static final int LEAST_PAYLOAD = 16;
    private static final int MOST_PAYLOAD = 8_972;
    private static final int MOST_HOPS = 255;
    private static final int MOST_STEPS = 100;
    private static final int MOST_SENT = 10_000;

    private ModuleFile() {}

    /// @param problems of a module that cannot be used: its keys and what is wrong with them
    record Loaded(Map<String, ScrapeModule> modules, Map<String, List<String>> problems) {
        Loaded {
            modules = Map.copyOf(modules);
            problems = Map.copyOf(problems);
        }
    }

    /// @throws IOException says what is wrong with the file as a whole
    static Loaded read(Path file) throws IOException {
        try {
            long bytes = Files.size(file);
            Require.that(bytes <= MOST_BYTES, "it", bytes + " bytes", "must be at most " + MOST_BYTES + " bytes");
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IOException("the blackbox modules in " + file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException | YAMLException e) {
            throw new IOException("the blackbox modules in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// @throws IllegalArgumentException where the file is not one of modules
    static Loaded parse(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object root = new Yaml(new SafeConstructor(options)).load(yaml);
        if (!(root instanceof Map<?, ?> map) || map.size() != 1 || !(map.get("modules") instanceof Map<?, ?> all)) {
            throw new IllegalArgumentException("the file must hold the key modules with a map, and nothing else");
        }
        Require.range("modules", all.size(), 0, MOST_MODULES);
        var modules = new LinkedHashMap<String, ScrapeModule>();
        var problems = new LinkedHashMap<String, List<String>>();
        all.forEach((key, value) -> {
            String name = String.valueOf(key);
            var wrong = new ArrayList<String>();
            var module = module(name, new Keys("", value, wrong), wrong);
            if (wrong.isEmpty()) {
                modules.put(name, module);
            } else {
                problems.put(name, List.copyOf(wrong));
            }
        });
        return new Loaded(modules, problems);
    }

    private static ScrapeModule module(String name, Keys keys, List<String> problems) {
        String prober = keys.text("prober", "");
        long timeoutUs = keys.time("timeout");
        var inner = keys.inner(prober);
        var ip = ip(inner);
        ScrapeModule.Work work = switch (prober) {
            case "http" -> new HttpKeys(inner).work();
            case "tcp" -> tcp(inner);
            case "icmp" -> icmp(inner);
            case "dns" -> dns(inner);
            case "grpc" -> grpc(inner);
            default -> {
                problems.add("prober must be http, tcp, icmp, dns or grpc here, not "
                        + (prober.isEmpty() ? "nothing" : prober));
                yield new ScrapeModule.Work.Tcp();
            }
        };
        inner.end();
        keys.end();
        return new ScrapeModule(name, prober, timeoutUs, ip, work);
    }

    private static ScrapeModule.Ip ip(Keys keys) {
        String preferred = keys.text("preferred_ip_protocol", "ip6");
        if (!preferred.matches("ip[46]")) {
            keys.problem("preferred_ip_protocol", "must be ip4 or ip6, not " + preferred);
        }
        return new ScrapeModule.Ip(
                preferred.equals("ip4") ? Family.IPV4 : Family.IPV6, keys.flag("ip_protocol_fallback", true));
    }

    private static ScrapeModule.Work tcp(Keys keys) {
        boolean tls = keys.flag("tls", false);
        var security = keys.tls();
        var steps = keys.maps("query_response").stream().map(ModuleFile::step).toList();
        if (steps.size() > MOST_STEPS) {
            keys.problem("query_response", "must have at most " + MOST_STEPS + " steps here, not " + steps.size());
        }
        return tls || !steps.isEmpty()
                ? new ScrapeModule.Work.Talk(steps, tls, security.serverName(), security.authorities())
                : new ScrapeModule.Work.Tcp();
    }

    private static ScrapeModule.Work.Step step(Keys keys) {
        var step = new ScrapeModule.Work.Step(
                keys.text("expect", ""), keys.text("send", ""), keys.flag("starttls", false));
        keys.end();
        try {
            if (!step.expect().isEmpty()) {
                var _ = TextPattern.compile("it", step.expect());
            }
            Require.range("the bytes of send", step.send().length(), 0, MOST_SENT);
        } catch (IllegalArgumentException e) {
            keys.problem("", "cannot be used: " + e.getMessage());
        }
        return step;
    }

    private static ScrapeModule.Work icmp(Keys keys) {
        keys.only("dont_fragment", false);
        return new ScrapeModule.Work.Icmp(
                keys.number("payload_size", ScrapeModule.Work.Icmp.DEFAULT.payloadBytes(), LEAST_PAYLOAD, MOST_PAYLOAD),
                keys.number("ttl", 0, 0, MOST_HOPS));
    }

    private static ScrapeModule.Work dns(Keys keys) {
        keys.only("query_class", "IN");
        keys.only("recursion_desired", true);
        String transport = keys.text("transport_protocol", "udp");
        boolean tls = keys.flag("dns_over_tls", false);
        if (!transport.matches("udp|tcp") || (tls && transport.equals("udp"))) {
            keys.problem("transport_protocol", "must be udp or tcp, and tcp with dns_over_tls");
        }
        String serverName = serverName(keys);
        var rcodes = keys.texts("valid_rcodes");
        var work = new ScrapeModule.Work.Dns(
                keys.text("query_name", ""),
                keys.text("query_type", "ANY"),
                rcodes.isEmpty() ? List.of("NOERROR") : rcodes,
                tls ? "tls" : transport,
                serverName,
                new RecordRules.Sections(
                        rules(keys.inner("validate_answer_rrs")),
                        rules(keys.inner("validate_authority_rrs")),
                        rules(keys.inner("validate_additional_rrs"))));
        try {
            var _ = new DnsSpec(work.queryName(), work.queryType(), null, 1_000_000);
        } catch (IllegalArgumentException e) {
            keys.problem("query_name and query_type", "cannot be used: " + e.getMessage());
        }
        return work;
    }

    private static RecordRules rules(Keys keys) {
        var rules = new RecordRules(
                keys.patterns("fail_if_matches_regexp"),
                keys.patterns("fail_if_all_match_regexp"),
                keys.patterns("fail_if_not_matches_regexp"),
                keys.patterns("fail_if_none_matches_regexp"));
        keys.end();
        return rules;
    }

    /// These probers trust nobody else than the probe does.
    private static String serverName(Keys keys) {
        var security = keys.tls();
        if (security.authorities().file().isPresent()) {
            keys.problem("tls_config.ca_file", "is not supported");
        }
        return security.serverName();
    }

    private static ScrapeModule.Work grpc(Keys keys) {
        var work = new ScrapeModule.Work.Grpc(keys.text("service", ""), keys.flag("tls", false), serverName(keys));
        try {
            var _ = Question.spec(work, 1_000_000);
        } catch (IllegalArgumentException e) {
            keys.problem("service and server_name", "cannot be used: " + e.getMessage());
        }
        return work;
    }
}
