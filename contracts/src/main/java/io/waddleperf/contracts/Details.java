package io.waddleperf.contracts;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a test saw besides numbers.
@Json(typeProperty = "type")
@Json.SubType(type = Details.PingDetails.class, name = "ping")
@Json.SubType(type = Details.TcpDetails.class, name = "tcp")
@Json.SubType(type = Details.HttpDetails.class, name = "http")
@Json.SubType(type = Details.DnsDetails.class, name = "dns")
@Json.SubType(type = Details.Unknown.class, name = "unknown")
public sealed interface Details {
    /// @param address       the address that was tested
    /// @param ttl           hops left in the answers, null where the method does not show it
    /// @param lostSequences from 0, in the order of sending
    record PingDetails(String address, @Nullable Integer ttl, List<Integer> lostSequences) implements Details {
        public PingDetails {
            lostSequences = List.copyOf(lostSequences);
        }
    }

    /// @param address the address that was tested
    record TcpDetails(String address, int port) implements Details {}

    /// @param version     such as `HTTP/1.1`
    /// @param certificate null over plain HTTP
    record HttpDetails(
            String address,
            String url,
            int status,
            String version,
            @Nullable Certificate certificate) implements Details {}

    /// @param rcode   such as `NOERROR`
    /// @param answers the record data, at most 20
    record DnsDetails(String server, String name, String recordType, String rcode, List<String> answers)
            implements Details {
        public DnsDetails {
            answers = List.copyOf(answers);
        }
    }

    /// Details of a newer version.
    record Unknown() implements Details {}

    /// A server's certificate.
    ///
    /// @param verdict `trusted`, or why not
    record Certificate(
            String subject,
            String issuer,
            Instant notBefore,
            Instant notAfter,
            String protocol,
            String cipher,
            String verdict) {}
}
