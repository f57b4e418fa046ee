package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Choice;
import io.waddleperf.contracts.SpecField.Group;
import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A DNS query: over UDP (RFC 1035), and over TCP where the answer was truncated; over TCP
/// (RFC 7766), TLS (RFC 7858) or HTTPS (RFC 8484) where told.
public record DnsSpec(
        @Nullable String name,
        String recordType,
        @Nullable String server,
        long timeoutUs,
        @Nullable String protocol,
        @Nullable String serverName,
        @Nullable DnsExpectation expect)
        implements TestSpec {
    private static final Text NAME = Text.name(
            "name",
            "Name",
            "What is asked for; the target's own name where left out. With it, a target that is an address is asked itself.");
    private static final Text TYPE = Text.matching(
            "recordType",
            "[A-Za-z][A-Za-z0-9]{0,9}",
            10,
            "must be a type such as A, AAAA or MX",
            "Record type",
            "Such as A, AAAA or MX.");
    private static final Text SERVER = Text.name(
            "server",
            "Server",
            "host or host:port that is asked, over HTTPS also a URL; the probe's resolver where left out.");
    private static final Choice PROTOCOL = Choice.of(
            "protocol",
            List.of("udp", "tcp", "tls", "https", "https-post"),
            "Protocol",
            "Where left out udp, and tcp where the answer was truncated.");
    private static final Text SERVER_NAME = Text.name(
            "serverName",
            "Server name",
            "Sent as SNI and looked for in the certificate; the server's host where left out.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 30_000_000, "Timeout", "How long an answer is waited for.");
    private static final Group EXPECT = DnsExpectation.FIELDS.named(
            "expect", "Expected answer", "All that is given must hold; any answer with NOERROR where left out.");

    public static final DnsSpec DEFAULT = new DnsSpec(null, "A", null, 3_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    1,
                    "DNS",
                    "How long a DNS server takes to answer a question, and what it answers.",
                    Chart.smoke(Metric.LOOKUP_US))
            .first(NAME, TYPE, SERVER, PROTOCOL)
            .more(SERVER_NAME, TIMEOUT, EXPECT);

    public DnsSpec {
        NAME.requireIfGiven(name);
        TYPE.require(recordType);
        recordType = recordType.toUpperCase(Locale.ROOT);
        SERVER.requireIfGiven(server);
        PROTOCOL.requireIfGiven(protocol);
        SERVER_NAME.requireIfGiven(serverName);
        TIMEOUT.require(timeoutUs);
    }

    /// Over UDP, with any answer.
    public DnsSpec(@Nullable String name, String recordType, @Nullable String server, long timeoutUs) {
        this(name, recordType, server, timeoutUs, null, null, null);
    }

    @Override
    public Test test() {
        return Test.DNS;
    }

    @Override
    public long limitUs() {
        return timeoutUs;
    }
}
