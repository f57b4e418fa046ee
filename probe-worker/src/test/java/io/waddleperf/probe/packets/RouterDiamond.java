package io.waddleperf.probe.packets;

/// A probe, a router `r1` that spreads flows over two routers `r2a` and `r2b`, and a target `far`
/// behind both: by addresses, protocol, ports where packets have such, and IPv6's flow label. These
/// fields are named (policy 3), since policy 1 would go by a hash that each local TCP socket draws
/// and that no cable carries.
///
/// The probe is 10.1.0.1, the hops are 10.1.0.2, then 10.2.0.2 or 10.3.0.2, then one of the target's
/// addresses, 10.9.0.1 to 10.9.0.20; likewise 2001:db8:1::2 and so on.
final class RouterDiamond {
    static final int TARGETS = 20;

    private static final String BUILD = """
            namespaces r1 r2a r2b far
            ip netns exec r1 sysctl -qw net.ipv4.fib_multipath_hash_policy=3 net.ipv4.fib_multipath_hash_fields=0x37 \\
                net.ipv6.fib_multipath_hash_policy=3 net.ipv6.fib_multipath_hash_fields=0x3f
            ip link add near type veth peer name west netns r1
            ip -n r1 link add left type veth peer name west netns r2a
            ip -n r1 link add right type veth peer name west netns r2b
            ip -n r2a link add east type veth peer name left netns far
            ip -n r2b link add east type veth peer name right netns far
            end '' near 1 1; end '-n r1' west 1 2
            end '-n r1' left 2 1; end '-n r2a' west 2 2
            end '-n r1' right 3 1; end '-n r2b' west 3 2
            end '-n r2a' east 4 1; end '-n far' left 4 2
            end '-n r2b' east 5 1; end '-n far' right 5 2
            for number in $(seq TARGETS); do
                ip -n far address add 10.9.0.$number/32 dev lo
                ip -n far address add 2001:db8:9::$number/128 dev lo nodad
            done
            way '' 1 2; way '-n far' 4 1
            ip -n r1 route add 10.9.0.0/24 nexthop via 10.2.0.2 nexthop via 10.3.0.2
            ip -n r1 route add 2001:db8:9::/64 nexthop via 2001:db8:2::2 nexthop via 2001:db8:3::2
            between() { # namespace option, its network in the west, that in the east
                ip $1 route add 10.1.0.0/24 via 10.$2.0.1
                ip $1 route add 2001:db8:1::/64 via 2001:db8:$2::1
                ip $1 route add 10.9.0.0/24 via 10.$3.0.2
                ip $1 route add 2001:db8:9::/64 via 2001:db8:$3::2
            }
            between '-n r2a' 2 4; between '-n r2b' 3 5
            ready '' near; ready '-n r1' west; ready '-n r1' left; ready '-n r1' right
            ready '-n r2a' west; ready '-n r2a' east; ready '-n r2b' west; ready '-n r2b' east
            ready '-n far' left; ready '-n far' right
            """.replace("TARGETS", String.valueOf(TARGETS));

    private RouterDiamond() {}

    /// Runs [PathMain].
    ///
    /// @param change shell commands, once the diamond is built; what they print comes first
    static String measures(String change, String... tests) throws Exception {
        return PathNamespaces.measures(BUILD + change, PathNamespaces.WITH_ALL_RIGHTS, tests);
    }
}
