package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.probe.execution.Names;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The one address of a target that a module tests.
final class Address {
    private static final int FNV_OFFSET = 0x811C_9DC5;
    private static final int FNV_PRIME = 0x0100_0193;

    private Address() {}

    /// @throws UnknownHostException where the name has none that the module takes
    static InetAddress of(Endpoint target, ScrapeModule.Ip ip, Names names)
            throws UnknownHostException, InterruptedException {
        var all = target.literal() ? List.of(InetAddress.ofLiteral(target.host())) : names.lookup(target.host());
        return all.stream()
                .filter(one -> Family.of(one) == ip.preferred())
                .findFirst()
                .or(() -> ip.fallback() ? all.stream().findFirst() : java.util.Optional.empty())
                .orElseThrow(() -> new UnknownHostException(target.host() + " has no "
                        + ip.preferred().wireName() + " address, and the module takes no other"));
    }

    /// FNV-1a (RFC 9923) of the address's bytes, as blackbox_exporter reckons it.
    static long hash(InetAddress address) {
        int hash = FNV_OFFSET;
        for (byte one : address.getAddress()) {
            hash = (hash ^ (one & 0xFF)) * FNV_PRIME;
        }
        return Integer.toUnsignedLong(hash);
    }
}
