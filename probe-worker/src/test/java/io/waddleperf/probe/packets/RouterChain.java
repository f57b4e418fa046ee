package io.waddleperf.probe.packets;

/// A probe, two routers `r1` and `r2` and a target `far`, in a row.
///
/// The probe is 10.1.0.1, the hops are 10.1.0.2, 10.2.0.2 and 10.3.0.2; likewise 2001:db8:1::2 and
/// so on.
final class RouterChain {
    private static final String BUILD = """
            namespaces r1 r2 far
            ip link add near type veth peer name west netns r1
            ip -n r1 link add east type veth peer name west netns r2
            ip -n r2 link add east type veth peer name west netns far
            end '' near 1 1; end '-n r1' west 1 2
            end '-n r1' east 2 1; end '-n r2' west 2 2
            end '-n r2' east 3 1; end '-n far' west 3 2
            way '' 1 2; way '-n r1' 2 2; way '-n far' 3 1
            ip -n r2 route add 10.1.0.0/24 via 10.2.0.1
            ip -n r2 route add 2001:db8:1::/64 via 2001:db8:2::1
            ready '' near; ready '-n r1' west; ready '-n r1' east; ready '-n r2' west; ready '-n r2' east
            ready '-n far' west
            """;

    private RouterChain() {}

    /// Runs [PathMain].
    ///
    /// @param change shell commands, once the chain is built; what they print comes first
    static String measures(String change, String rights, String... tests) throws Exception {
        return PathNamespaces.measures(BUILD + change, rights, tests);
    }
}
