package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.probe.dns.TestDnsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What `validate_…_rrs` means, there and here, of the same DNS server on loopback.
class BlackboxRecordsIT {
    private static final String NAME = "Www.example.test.";

    /// Type and data, as both show them.
    private static final List<List<String>> RECORDS = List.of(
            List.of("A", "192.0.2.7"),
            List.of("AAAA", "2001:db8::7"),
            List.of("AAAA", "2001:db8:0:1:1:1:1:1"),
            List.of("CNAME", "other.example.test."),
            List.of("NS", "ns1.example.test."),
            List.of("PTR", "host.example.test."),
            List.of("MX", "10 mail.example.test."),
            List.of("TXT", "\"v=spf1 -all\" \"a \\\"b\\\"\""),
            List.of("SRV", "1 2 443 host.example.test."),
            List.of("SOA", "ns1.example.test. root.example.test. 2026 7200 3600 1209600 300"),
            List.of("CAA", "0 issue \"ca.example.test\""),
            List.of("DS", "12345 13 2 " + "AB".repeat(32)));

    private static final String RULES = """
              never: {prober: dns, timeout: 2s, dns: {query_name: Www.example.test, query_type: A, validate_answer_rrs: {fail_if_matches_regexp: ['127\\.0\\.0\\.1', PATTERN]}}}
              all: {prober: dns, timeout: 2s, dns: {query_name: Www.example.test, query_type: A, validate_answer_rrs: {fail_if_all_match_regexp: [PATTERN]}}}
              always: {prober: dns, timeout: 2s, dns: {query_name: Www.example.test, query_type: A, validate_answer_rrs: {fail_if_not_matches_regexp: [PATTERN]}}}
              some: {prober: dns, timeout: 2s, dns: {query_name: Www.example.test, query_type: A, validate_answer_rrs: {fail_if_none_matches_regexp: ['nothing', PATTERN]}}}
              authority: {prober: dns, timeout: 2s, dns: {query_name: Www.example.test, query_type: A, validate_authority_rrs: {fail_if_not_matches_regexp: [PATTERN]}}}
              additional: {prober: dns, timeout: 2s, dns: {query_name: Www.example.test, query_type: A, validate_additional_rrs: {fail_if_matches_regexp: [PATTERN]}}}
            """;

    @TempDir
    private Path directory;

    @Test
    void showsRecordsAlike() throws Exception {
        assumeTrue(TestExporter.installed(), "no prometheus-blackbox-exporter");
        var modules = new StringBuilder("modules:\n");
        for (int i = 0; i < RECORDS.size(); i++) {
            String line = "^"
                    + Pattern.compile("[.\\\\\"\\[\\]()+*?-]")
                            .matcher(line(RECORDS.get(i)))
                            .replaceAll("\\\\$0") + "$";
            modules.append(
                            "  record_%d: {prober: dns, timeout: 2s, dns: {query_name: Www.example.test, query_type: %s, "
                                    .formatted(i, RECORDS.get(i).getFirst()))
                    .append("validate_answer_rrs: {fail_if_not_matches_regexp: ['")
                    .append(line.replace("\t", "\\t"))
                    .append("']}}}\n");
        }
        var file = Files.writeString(directory.resolve("modules.yml"), modules);
        try (var peer = TestExporter.start(directory, file, Map.of());
                var endpoint = TestEndpoint.start(Optional.of(file), 100)) {
            for (int i = 0; i < RECORDS.size(); i++) {
                try (var server = answering(List.of(record(RECORDS.get(i))), List.of(), List.of())) {
                    peer.agrees(endpoint, "record_" + i, "127.0.0.1:" + server.port(), 1);
                }
            }
        }
    }

    @Test
    void judgesRecordsAlike() throws Exception {
        assumeTrue(TestExporter.installed(), "no prometheus-blackbox-exporter");
        var file = Files.writeString(
                directory.resolve("modules.yml"), "modules:\n" + RULES.replace("PATTERN", "'192\\.0\\.2\\.7$'"));
        var seven = record(List.of("A", "192.0.2.7"));
        var eight = record(List.of("A", "192.0.2.8"));
        var server = record(List.of("NS", "ns1.example.test."));
        try (var peer = TestExporter.start(directory, file, Map.of());
                var endpoint = TestEndpoint.start(Optional.of(file), 100);
                var none = answering(List.of(), List.of(), List.of());
                var one = answering(List.of(seven), List.of(seven), List.of(seven));
                var two = answering(List.of(seven, eight), List.of(server, seven), List.of(eight));
                var other = answering(List.of(eight), List.of(), List.of())) {
            for (String module : List.of("never", "all", "always", "some", "authority", "additional")) {
                for (var each : List.of(none, one, two, other)) {
                    String target = "127.0.0.1:" + each.port();
                    var theirs = peer.scraper().metrics(peer.url(), module, target);
                    peer.agrees(endpoint, module, target, Objects.requireNonNull(theirs.get("probe_success")));
                }
            }
            peer.agrees(endpoint, "never", "127.0.0.1:" + one.port(), 0);
            peer.agrees(endpoint, "all", "127.0.0.1:" + one.port(), 1);
            peer.agrees(endpoint, "always", "127.0.0.1:" + two.port(), 0);
            peer.agrees(endpoint, "some", "127.0.0.1:" + two.port(), 1);
            peer.agrees(endpoint, "some", "127.0.0.1:" + none.port(), 0);
        }
    }

    private static TestDnsServer answering(List<Record> answer, List<Record> authority, List<Record> additional)
            throws IOException {
        return TestDnsServer.answering(query -> List.of(answer(query, answer, authority, additional)));
    }

    private static byte[] answer(Message query, List<Record> answer, List<Record> authority, List<Record> additional) {
        var message = new Message(query.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(query.getQuestion(), Section.QUESTION);
        answer.forEach(record -> message.addRecord(record, Section.ANSWER));
        authority.forEach(record -> message.addRecord(record, Section.AUTHORITY));
        additional.forEach(record -> message.addRecord(record, Section.ADDITIONAL));
        return message.toWire();
    }

    private static Record record(List<String> one) throws IOException {
        var name = Name.fromString(NAME);
        return Record.fromString(name, Type.value(one.getFirst()), DClass.IN, 300, one.get(1), Name.root);
    }

    private static String line(List<String> one) {
        return NAME + "\t300\tIN\t" + one.getFirst() + '\t' + one.get(1);
    }
}
