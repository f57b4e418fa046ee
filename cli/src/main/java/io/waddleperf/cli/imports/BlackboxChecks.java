package io.waddleperf.cli.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The probers of blackbox_exporter besides http, as the tests that do the same.
final class BlackboxChecks {
    private static final int LEAST_PAYLOAD = 16;
    private static final int MOST_PAYLOAD = 8_972;

    /// What it asks for by default.
    private static final String ANY = "ANY";

    private BlackboxChecks() {}

    /// With TLS the certificate is looked at, which a connection alone does not do.
    static Map<String, Object> tcp(Section tcp, Imported imported) {
        var spec = new LinkedHashMap<String, Object>();
        var tls = tcp.section("tls_config");
        if (tcp.truth("tls", false)) {
            spec.put("test", "tls");
            tls.text("server_name").ifPresent(name -> spec.put("serverName", name));
        } else {
            spec.put("test", "tcp");
        }
        end(tcp, tls, imported);
        return spec;
    }

    static Map<String, Object> icmp(Section icmp, Imported imported) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "ping");
        icmp.take("payload_size").ifPresent(size -> {
            int bytes = number(size, icmp.name() + ".payload_size");
            if (LEAST_PAYLOAD <= bytes && bytes <= MOST_PAYLOAD) {
                spec.put("payloadBytes", bytes);
            } else if (bytes > 0) {
                imported.note(
                        size.place(),
                        icmp.name() + ".payload_size " + bytes + ": " + LEAST_PAYLOAD + " to " + MOST_PAYLOAD
                                + " bytes can be sent");
            }
        });
        icmp.unlessTrue("dont_fragment");
        icmp.end(imported);
        return spec;
    }

    /// The target is the server that is asked.
    ///
    /// @param module where it stands
    static Map<String, Object> dns(Section dns, Place module, Imported imported) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "dns");
        dns.text("query_name").ifPresent(name -> spec.put("query", name.replaceFirst("(?<=.)\\.$", "")));
        var type = dns.take("query_type");
        String wanted = type.map(yml -> yml.text(dns.name() + ".query_type")).orElse(ANY);
        if (wanted.equals(ANY)) {
            imported.note(
                    type.map(Yml::place).orElse(module),
                    dns.name() + ".query_type is ANY, which servers may refuse (RFC 8482): A is asked for");
        } else {
            spec.put("recordType", wanted);
        }
        String transport = dns.text("transport_protocol").orElse("udp");
        boolean tls = dns.truth("dns_over_tls", false);
        spec.put("protocol", tls ? "tls" : transport);
        var config = dns.section("tls_config");
        if (tls) {
            config.text("server_name").ifPresent(name -> spec.put("serverName", name));
        }
        dns.take("valid_rcodes").ifPresent(codes -> {
            var list = codes.list(dns.name() + ".valid_rcodes");
            if (list.size() == 1) {
                spec.put("expect", Map.of("rcode", list.getFirst().text("a code")));
            } else {
                imported.note(codes.place(), dns.name() + ".valid_rcodes: one code can be expected, not several");
            }
        });
        end(dns, config, imported);
        return spec;
    }

    static Map<String, Object> grpc(Section grpc, Imported imported) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "grpc");
        grpc.text("service").filter(name -> !name.isEmpty()).ifPresent(name -> spec.put("service", name));
        spec.put("tls", grpc.truth("tls", false));
        var config = grpc.section("tls_config");
        config.text("server_name").ifPresent(name -> spec.put("serverName", name));
        end(grpc, config, imported);
        return spec;
    }

    /// @param tls its `tls_config`
    static void end(Section own, Section tls, Imported imported) {
        tls.unlessTrue("insecure_skip_verify");
        tls.end(imported);
        own.end(imported);
    }

    static int number(Yml yml, String what) {
        try {
            return Integer.parseInt(yml.text(what));
        } catch (NumberFormatException _) {
            throw yml.place().wrong(what + " must be a whole number, not " + yml.text(what));
        }
    }

    static List<String> texts(Yml yml, String what) {
        return yml.list(what).stream().map(item -> item.text(what)).toList();
    }
}
