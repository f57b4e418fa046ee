package io.waddleperf.probe.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which addresses a probe may test; asked with what a name resolved to, so that no name leads
/// around it.
///
/// @param allowed where not empty, nothing else
/// @param denied  stronger than `allowed`
public record TargetPolicy(Loopback loopback, List<Cidr> allowed, List<Cidr> denied) {
    /// Whether the machine itself may be tested: in standalone it is.
    public enum Loopback {
        ALLOWED,
        DENIED
    }

    private record Rule(Cidr block, String what) {}

    private static final List<Rule> NEVER = List.of(
            rule("0.0.0.0/8", "an unspecified address"),
            rule("169.254.0.0/16", "a link-local address, where clouds keep their metadata"),
            rule("100.100.100.200", "a cloud's metadata address"),
            rule("224.0.0.0/4", "a multicast address"),
            rule("240.0.0.0/4", "a reserved or broadcast address"),
            rule("::", "an unspecified address"),
            rule("fe80::/10", "a link-local address"),
            rule("fd00:ec2::254", "a cloud's metadata address"),
            rule("ff00::/8", "a multicast address"));

    /// IPv6 forms that lead to the IPv4 address in them: 6to4 and NAT64 (RFC 3056, RFC 6052), and
    /// the old compatible form.
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");

    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr COMPATIBLE = Cidr.parse("::/96");

    public TargetPolicy {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    private static Rule rule(String block, String what) {
        return new Rule(Cidr.parse(block), what);
    }

    /// Why the address may not be tested; empty where it may.
    public Optional<String> objection(InetAddress address) {
        return direct(address).or(() -> embedded(address).flatMap(this::direct));
    }

    /// Whether the address is this machine itself or on a link of it, in whatever form.
    public static boolean near(InetAddress address) {
        return is(address, InetAddress::isLoopbackAddress) || is(address, InetAddress::isLinkLocalAddress);
    }

    private static boolean is(InetAddress address, Predicate<InetAddress> kind) {
        return kind.test(address) || embedded(address).filter(kind).isPresent();
    }

    private Optional<String> direct(InetAddress address) {
        String text = address.getHostAddress();
        for (var block : denied) {
            if (block.contains(address)) {
                return Optional.of("not allowed: " + text + " is in the denied " + block);
            }
        }
        if (address.isLoopbackAddress()) {
            return loopback == Loopback.ALLOWED
                    ? Optional.empty()
                    : Optional.of("not allowed: " + text + " is this machine itself");
        }
        for (var rule : NEVER) {
            if (rule.block().contains(address)) {
                return Optional.of("not allowed: " + text + " is " + rule.what());
            }
        }
        return allowed.isEmpty() || allowed.stream().anyMatch(block -> block.contains(address))
                ? Optional.empty()
                : Optional.of("not allowed: " + text + " is in none of the allowed blocks");
    }

    private static Optional<InetAddress> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(ipv4(bytes, 2));
        }
        boolean atTheEnd = NAT64.contains(address) || (COMPATIBLE.contains(address) && !address.isLoopbackAddress());
        return atTheEnd ? Optional.of(ipv4(bytes, 12)) : Optional.empty();
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are an address", e);
        }
    }
}
