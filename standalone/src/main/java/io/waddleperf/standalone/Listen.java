package io.waddleperf.standalone;

import java.net.InetAddress;
import java.util.List;
import java.util.TreeSet;

/// Where other machines are answered, by TLS only.
///
/// @param address    that broker and page listen on; `0.0.0.0` or `::` is all
/// @param advertised the name or address by which other machines find this one
/// @param kafkaPort  of the broker for other machines
record Listen(InetAddress address, String advertised, int kafkaPort) {
    /// All names that clients may use; certificates are made for them.
    List<String> hosts() {
        var hosts = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1", advertised));
        if (!address.isAnyLocalAddress()) {
            hosts.add(address.getHostAddress());
        }
        return List.copyOf(hosts);
    }

    /// In a URL.
    String authority(int port) {
        return bracketed(advertised) + ':' + port;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    }
}
