package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.Require;
import io.waddleperf.probe.http.Sending;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A module of blackbox_exporter's file: how to test whatever target a scrape names.
///
/// @param timeoutUs 0: the scrape's
record ScrapeModule(String name, String prober, long timeoutUs, Ip ip, Work work) {
    /// Which address of a name is tested.
    ///
    /// @param fallback whether one of the other family will do
    record Ip(Family preferred, boolean fallback) {
        static final Ip DEFAULT = new Ip(Family.IPV6, true);
    }

    /// What is done, and what counts as success.
    sealed interface Work {
        /// @param statuses     empty: 200 to 299
        /// @param versions     such as `HTTP/1.1`, `HTTP/2.0`; empty: any
        /// @param http2        whether HTTP/2 is spoken with a server of TLS that offers it
        /// @param bodyLimit    a longer body fails; 0: none does
        /// @param redirects    how many are followed
        /// @param wanted       what is looked for in a response of such a status
        /// @param asking       the request besides its path
        record Http(
                List<Integer> statuses,
                List<String> versions,
                boolean http2,
                boolean failIfTls,
                boolean failIfNotTls,
                long bodyLimit,
                int redirects,
                Wanted wanted,
                Asking asking)
                implements Work {
            static final Http DEFAULT =
                    new Http(List.of(), List.of(), true, false, false, 0, 10, Wanted.NOTHING, Asking.GET);

            /// @param body null: whatever it is
            record Wanted(@Nullable HttpExpectation body, List<HeaderRule> headers) {
                static final Wanted NOTHING = new Wanted(null, List.of());

                Wanted {
                    headers = List.copyOf(headers);
                }
            }

            record Asking(Sending sending, Login login, Authorities authorities) {
                static final Asking GET = of(Sending.GET);

                static Asking of(Sending sending) {
                    return new Asking(sending, new Login.Nobody(), Authorities.OWN);
                }
            }

            public Http {
                statuses = List.copyOf(statuses);
                versions = List.copyOf(versions);
            }

            private Http naming(String hostname) {
                String own = asking.sending().host();
                Require.that(
                        own == null || own.equals(hostname),
                        "hostname",
                        hostname,
                        "must be the header Host of the module, " + own);
                var there = new Asking(asking.sending().to(hostname), asking.login(), asking.authorities());
                return new Http(
                        statuses, versions, http2, failIfTls, failIfNotTls, bodyLimit, redirects, wanted, there);
            }

            /// @param version as in `HttpDetails`
            boolean takes(String version) {
                return versions.isEmpty() || versions.contains(version.equals("HTTP/2") ? "HTTP/2.0" : version);
            }

            boolean takes(int status) {
                return statuses.isEmpty() ? status >= 200 && status < 300 : statuses.contains(status);
            }
        }

        record Tcp() implements Work {}

        /// What is said over a connection, and heard. Without steps it is a handshake of TLS.
        ///
        /// @param tls        from the beginning
        /// @param serverName of the certificate, also where TLS comes later; empty: the target's host
        record Talk(List<Step> steps, boolean tls, String serverName, Authorities authorities) implements Work {
            public Talk {
                steps = List.copyOf(steps);
            }

            Talk(List<Step> steps, boolean tls, String serverName) {
                this(steps, tls, serverName, Authorities.OWN);
            }
        }

        /// What is waited for, then sent, then done.
        ///
        /// @param expect   a pattern that a line must match, those before it are skipped; empty: none
        /// @param send     a line; after a pattern `$1`, `${name}` stand for its groups; empty: none
        /// @param startTls whether TLS begins then
        record Step(String expect, String send, boolean startTls) {
            /// What is sent may hold a secret, which is not for logs.
            @Override
            public String toString() {
                return "Step[expect=" + expect + ", send of " + send.length() + " characters, startTls=" + startTls
                        + ']';
            }
        }

        /// @param service    empty: the server as a whole
        /// @param serverName empty: the target's host
        record Grpc(String service, boolean tls, String serverName) implements Work {}

        /// @param hopLimit 0: the system's own
        record Icmp(int payloadBytes, int hopLimit) implements Work {
            /// That of blackbox_exporter.
            static final Icmp DEFAULT = new Icmp(28, 0);
        }

        /// @param protocol   as in `DnsSpec`
        /// @param serverName empty: the target's host
        record Dns(
                String queryName,
                String queryType,
                List<String> rcodes,
                String protocol,
                String serverName,
                RecordRules.Sections rules)
                implements Work {
            public Dns {
                rcodes = List.copyOf(rcodes);
            }

            /// Whatever the records are.
            Dns(String queryName, String queryType, List<String> rcodes, String protocol, String serverName) {
                this(queryName, queryType, rcodes, protocol, serverName, RecordRules.Sections.NONE);
            }
        }
    }

    /// The same where the scrape names the server (`hostname`): that is the header `Host` of HTTP, and nothing
    /// to the others.
    ///
    /// @throws IllegalArgumentException where it is no name, or the module has another `Host`
    ScrapeModule naming(String hostname) {
        Work named = switch (work) {
            case Work.Http http -> http.naming(hostname);
            case Work.Tcp _, Work.Talk _, Work.Icmp _, Work.Grpc _, Work.Dns _ -> work;
        };
        return new ScrapeModule(name, prober, timeoutUs, ip, named);
    }

    /// What is there without a file. A DNS module needs a name to ask for: these take the one that is
    /// reserved for examples (RFC 6761), which each resolver of the Internet finds.
    static List<ScrapeModule> builtIn() {
        return List.of(
                new ScrapeModule("http_2xx", "http", 0, Ip.DEFAULT, Work.Http.DEFAULT),
                new ScrapeModule("tcp_connect", "tcp", 0, Ip.DEFAULT, new Work.Tcp()),
                new ScrapeModule("tls_connect", "tcp", 0, Ip.DEFAULT, new Work.Talk(List.of(), true, "")),
                new ScrapeModule("icmp", "icmp", 0, Ip.DEFAULT, Work.Icmp.DEFAULT),
                new ScrapeModule("dns_udp", "dns", 0, Ip.DEFAULT, lookup("udp")),
                new ScrapeModule("dns_tcp", "dns", 0, Ip.DEFAULT, lookup("tcp")));
    }

    private static Work lookup(String protocol) {
        return new Work.Dns("example.com", "A", List.of("NOERROR"), protocol, "");
    }
}
