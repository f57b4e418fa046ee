package io.waddleperf.embedded;

import java.nio.file.Path;

/// Where the broker answers other machines: TLS, names and passwords by SCRAM-SHA-512, and an
/// authorizer that allows nothing that no ACL names.
///
/// @param host       the address it listens on, `0.0.0.0` or `::` for all
/// @param port       0 is any free one
/// @param advertised the name or address by which other machines find it
/// @param keyStore   PEM: the private key (PKCS #8) and its chain of certificates
public record NetworkListener(String host, int port, String advertised, Path keyStore) {
    /// What the listener is called in the broker's configuration.
    public static final String NAME = "NETWORK";

    public NetworkListener {
        keyStore = keyStore.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (host.isBlank() || advertised.isBlank()) {
            throw new IllegalArgumentException("host and advertised must be there");
        }
    }

    /// `host:port`, with brackets around an IPv6 address.
    static String endpoint(String host, int port) {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    /// With a port that is free now, where none was chosen.
    NetworkListener bound() {
        return port == 0 ? new NetworkListener(host, FreePorts.next(), advertised, keyStore) : this;
    }

    /// What other machines need as `bootstrap.servers`.
    String bootstrap() {
        return endpoint(advertised, port);
    }
}
