package io.waddleperf.probe.dns;

import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.probe.measure.Destination;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The server that is asked, and how.
///
/// @param host whom a certificate must name
/// @param path of the URL over HTTPS, with its query where it has one
record Asked(Way way, InetSocketAddress address, String host, String path) {
    /// The transports; their ports are those of RFC 1035, 7858 and 8484.
    enum Way {
        UDP("dns/udp", 53),
        TCP("dns/tcp", 53),
        TLS("dns/tls", 853),
        HTTPS("dns/https", 443),
        HTTPS_POST("dns/https", 443);

        private final String protocol;
        private final int port;

        Way(String protocol, int port) {
            this.protocol = protocol;
            this.port = port;
        }

        static Way of(DnsSpec spec) {
            return switch (Objects.requireNonNullElse(spec.protocol(), "udp")) {
                case "udp" -> UDP;
                case "tcp" -> TCP;
                case "tls" -> TLS;
                case "https" -> HTTPS;
                case "https-post" -> HTTPS_POST;
                default -> throw new IllegalArgumentException("protocol " + spec.protocol() + " is not known");
            };
        }

        String protocol() {
            return protocol;
        }

        int port() {
            return port;
        }
    }

    private static final String USUAL_PATH = "/dns-query";

    static Asked of(DnsSpec spec, Destination destination) {
        String host = destination.addressText();
        String path = USUAL_PATH;
        if (spec.server() != null) {
            var server = Endpoint.parse(spec.server());
            host = server.host();
            path = pathOf(server.url());
        }
        return new Asked(
                Way.of(spec), destination.socketAddress(), Objects.requireNonNullElse(spec.serverName(), host), path);
    }

    private static String pathOf(@Nullable URI url) {
        if (url == null || url.getRawPath() == null || url.getRawPath().length() < 2) {
            return USUAL_PATH;
        }
        return url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + '?' + url.getRawQuery();
    }

    /// As a URL names it.
    String authority() {
        String name = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
        return address.getPort() == way.port() ? name : name + ':' + address.getPort();
    }
}
