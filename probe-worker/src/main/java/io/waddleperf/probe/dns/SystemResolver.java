package io.waddleperf.probe.dns;

import io.waddleperf.contracts.Family;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ResolverConfig;

/// The servers that this machine asks.
public final class SystemResolver {
    private SystemResolver() {}

    public static List<InetSocketAddress> servers() {
        ResolverConfig.refresh(); // resolv.conf may change while we run
        return List.copyOf(ResolverConfig.getCurrentConfig().servers());
    }

    /// The first server with such an address.
    public static Optional<InetSocketAddress> server(Family family) {
        return servers().stream()
                .filter(server -> !server.isUnresolved() && Family.of(server.getAddress()) == family)
                .findFirst();
    }
}
