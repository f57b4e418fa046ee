package io.waddleperf.contracts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A DNS query: over UDP (RFC 1035), and over TCP where the answer was truncated; over TCP
/// (RFC 7766), TLS (RFC 7858) or HTTPS (RFC 8484) where told.
///
/// @param name       the name asked for; null: the target's own name. With a name, a target
///                   that is an address is itself the server that is asked
/// @param recordType such as A, AAAA, MX
/// @param server     `host` or `host:port` of the server to ask, over HTTPS also its URL, whose
///                   path is `/dns-query` where there is none; null: the probe's resolver
/// @param protocol   `udp`, `tcp`, `tls`, `https` (a GET) or `https-post`; null: `udp`
/// @param serverName sent as SNI and looked for in the certificate; null: the server's host
/// @param expect     what the answer must be; null: any answer whose code is NOERROR
public record DnsSpec(
        @Nullable String name,
        String recordType,
        @Nullable String server,
        long timeoutUs,
        @Nullable String protocol,
        @Nullable String serverName,
        @Nullable DnsExpectation expect)
        implements TestSpec {
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9]{0,9}");
    private static final Set<String> PROTOCOLS = Set.of("udp", "tcp", "tls", "https", "https-post");
    public static final DnsSpec DEFAULT = new DnsSpec(null, "A", null, 3_000_000);

    public DnsSpec {
        if (name != null) {
            Require.name("name", name);
        }
        recordType = recordType.toUpperCase(Locale.ROOT);
        Require.that(
                TYPE.matcher(recordType).matches(), "recordType", recordType, "must be a type such as A, AAAA or MX");
        if (server != null) {
            Require.name("server", server);
        }
        Require.that(
                protocol == null || PROTOCOLS.contains(protocol),
                "protocol",
                protocol,
                "must be udp, tcp, tls, https or https-post");
        if (serverName != null) {
            Require.name("serverName", serverName);
        }
        Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
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
