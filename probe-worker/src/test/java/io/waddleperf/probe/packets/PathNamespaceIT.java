package io.waddleperf.probe.packets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Traces and measures real ways through real routers, in network namespaces of their own.
class PathNamespaceIT {
    private static final String GROUP_MAY_PING = "sysctl -qw net.ipv4.ping_group_range='0 2147483647'; ";

    /// The second of three links is the narrow one.
    private static final String NARROW_LINK = "ip link set near mtu 9000; ip -n r1 link set west mtu 9000;"
            + " ip -n r1 link set east mtu 1400; ip -n r2 link set west mtu 1400; ";

    private static final String FAR_4 = "10.3.0.2";
    private static final String FAR_6 = "2001:db8:3::2";
    private static final String HOPS_4 = " reached=true 10.1.0.2(3/3) 10.2.0.2(3/3) 10.3.0.2(3/3)";
    private static final String HOPS_6 =
            " reached=true 2001:db8:1:0:0:0:0:2(3/3) 2001:db8:2:0:0:0:0:2(3/3) 2001:db8:3:0:0:0:0:2(3/3)";

    @Test
    void namesTheHopsInOrderByEveryProtocolOverBothFamilies() throws Exception {
        assertHops(measures("", PathNamespaces.WITH_ALL_RIGHTS, all()), "icmp-raw/icmp kernel-tx-rx");
    }

    @Test
    void asksTheResolverForTheNamesOfHopsWithPrivateAddresses() throws Exception {
        String said = measures("", PathNamespaces.WITH_ALL_RIGHTS, "icmp," + FAR_4 + ",3,named");
        assertSaid(
                said,
                "kernel-tx-rx reached=true 10.1.0.2=hop-2-0-1-10.example.net(3/3)"
                        + " 10.2.0.2=hop-2-0-2-10.example.net(3/3) 10.3.0.2=hop-2-0-3-10.example.net(3/3)");
    }

    @Test
    void needsNoRightsWhereTheGroupMayPing() throws Exception {
        assertHops(measures(GROUP_MAY_PING, PathNamespaces.WITHOUT_RIGHTS, all()), "icmp-dgram/icmp kernel-tx-rx");
    }

    @Test
    void sendsUdpWhereEchoRequestsAreForbiddenAndSaysSo() throws Exception {
        String said = measures(
                NARROW_LINK,
                PathNamespaces.WITHOUT_RIGHTS,
                "icmp," + FAR_4 + ",3",
                "icmp," + FAR_6 + ",3",
                "mtu," + FAR_4);
        assertSaid(said, "icmp," + FAR_4 + ",3 -> measured udp-errqueue/udp kernel-tx-rx" + HOPS_4);
        assertSaid(said, "icmp," + FAR_6 + ",3 -> measured udp-errqueue/udp kernel-tx-rx" + HOPS_6);
        assertSaid(said, "mtu," + FAR_4 + " -> measured udp-errqueue/udp user mtu=1400 by=10.1.0.2 blackHole=false");
    }

    /// The first router takes one flow of each protocol and no other; so a second run vanishes.
    @Test
    void sendsAllPacketsOfARunAsOneFlow() throws Exception {
        String said = measures(
                oneFlow("tcp4", "meta protocol ip meta l4proto tcp", "tcp sport")
                        + oneFlow("udp4", "meta protocol ip meta l4proto udp", "udp sport")
                        + oneFlow("icmp4", "icmp type echo-request", "icmp id . icmp checksum")
                        + oneFlow("tcp6", "meta protocol ip6 meta l4proto tcp", "ip6 flowlabel . tcp sport")
                        + oneFlow("udp6", "meta protocol ip6 meta l4proto udp", "ip6 flowlabel . udp sport")
                        + oneFlow("icmp6", "icmpv6 type echo-request", "ip6 flowlabel . icmpv6 checksum"),
                PathNamespaces.WITH_ALL_RIGHTS,
                Stream.concat(Stream.of(all()), Stream.of("udp," + FAR_4 + ",1"))
                        .toArray(String[]::new));
        assertHops(said, "icmp-raw/icmp kernel-tx-rx");
        assertSaid(said, "udp," + FAR_4 + ",1 -> timed-out udp-errqueue/udp user reached=false *(0/1)");
    }

    @Test
    void showsLossyAndSilentRoutersWithoutLossBehindThem() throws Exception {
        String said = measures(
                drops("r2", "output", "icmp type time-exceeded numgen random mod 2 0")
                        + drops("r1", "output", "icmpv6 type time-exceeded"),
                PathNamespaces.WITH_ALL_RIGHTS,
                "icmp," + FAR_4 + ",40",
                "udp," + FAR_6 + ",3",
                "tcp," + FAR_6 + ",3");
        var lossy = Pattern.compile("10\\.1\\.0\\.2\\(40/40\\) 10\\.2\\.0\\.2\\((\\d+)/40\\) 10\\.3\\.0\\.2\\(40/40\\)")
                .matcher(said);
        assertTrue(lossy.find(), said);
        int received = Integer.parseInt(lossy.group(1));
        assertTrue(received > 5 && received < 35, said);
        var silent = Pattern.compile("(udp|tcp),.* reached=true \\*\\(0/\\d\\) 2001:db8:2:0:0:0:0:2\\((\\d)/\\2\\)");
        assertTrue(silent.matcher(said).results().count() == 2, said);
    }

    @Test
    void showsHowFarItCameWhereTheTargetIsNotReached() throws Exception {
        String said = measures(
                drops("far", "input", "ip daddr " + FAR_4)
                        + PathNamespaces.filter(
                                "r2", "forward", "ip daddr 10.3.0.3 reject with icmp type admin-prohibited"),
                PathNamespaces.WITH_ALL_RIGHTS,
                "icmp," + FAR_4 + ",2",
                "udp," + FAR_4 + ",2",
                "tcp," + FAR_4 + ",1",
                "icmp,10.3.0.3,2",
                "tcp,10.3.0.3,2");
        for (var protocol : List.of("icmp", "udp")) {
            assertMatches(
                    said, protocol + "," + FAR_4 + ".* reached=false 10.1.0.2\\(2/2\\) 10.2.0.2\\(2/2\\) \\*\\(0/2\\)");
        }
        assertMatches(said, "tcp," + FAR_4 + ".* reached=false 10.1.0.2\\(1/1\\) 10.2.0.2\\(1/1\\) \\*\\(0/1\\)");
        for (var protocol : List.of("icmp", "tcp")) {
            assertMatches(
                    said,
                    protocol + ",10.3.0.3.* reached=false 10.1.0.2\\(2/2\\) 10.2.0.2\\(2/2\\) 10.2.0.2\\(2/2\\)!X");
        }
    }

    @Test
    void saysWhoLimitsThePathMtu() throws Exception {
        String said = measures(NARROW_LINK, PathNamespaces.WITH_ALL_RIGHTS, "mtu," + FAR_4, "mtu," + FAR_6);
        assertSaid(said, "mtu," + FAR_4 + " -> measured icmp-raw/icmp user mtu=1400 by=10.1.0.2 blackHole=false");
        assertSaid(
                said,
                "mtu," + FAR_6 + " -> measured icmp-raw/icmp user mtu=1400 by=2001:db8:1:0:0:0:0:2 blackHole=false");
    }

    @Test
    void namesItselfWhereItsOwnInterfaceLimitsThePath() throws Exception {
        String said = measures("", PathNamespaces.WITH_ALL_RIGHTS, "mtu," + FAR_4, "mtu," + FAR_6);
        assertSaid(said, "mtu=1500 by=10.1.0.1 blackHole=false");
        assertSaid(said, "mtu=1500 by=2001:db8:1:0:0:0:0:1 blackHole=false");
    }

    @Test
    void findsThePathMtuWhereLargePacketsVanishWithoutAWord() throws Exception {
        String said = measures(
                NARROW_LINK
                        + drops("r1", "output", "icmp type destination-unreachable")
                        + drops("r1", "output", "icmpv6 type packet-too-big"),
                PathNamespaces.WITH_ALL_RIGHTS,
                "mtu," + FAR_4,
                "mtu," + FAR_6);
        assertSaid(said, "mtu," + FAR_4 + " -> measured icmp-raw/icmp user mtu=1400 by=null blackHole=true");
        assertSaid(said, "mtu," + FAR_6 + " -> measured icmp-raw/icmp user mtu=1400 by=null blackHole=true");
    }

    /// The second router loses each third packet.
    @Test
    void isNotFooledByLoss() throws Exception {
        String said = measures(
                NARROW_LINK + drops("r2", "forward", "numgen inc mod 3 0"),
                PathNamespaces.WITH_ALL_RIGHTS,
                "mtu," + FAR_4,
                "mtu," + FAR_6);
        assertSaid(said, "mtu," + FAR_4 + " -> measured icmp-raw/icmp user mtu=1400 by=10.1.0.2");
        assertSaid(said, "mtu," + FAR_6 + " -> measured icmp-raw/icmp user mtu=1400 by=2001:db8:1:0:0:0:0:2");
    }

    private static String[] all() {
        return new String[] {
            "icmp," + FAR_4 + ",3", "udp," + FAR_4 + ",3", "tcp," + FAR_4 + ",3",
            "icmp," + FAR_6 + ",3", "udp," + FAR_6 + ",3", "tcp," + FAR_6 + ",3",
        };
    }

    private static void assertHops(String said, String icmp) {
        assertSaid(said, "icmp," + FAR_4 + ",3 -> measured " + icmp + HOPS_4);
        assertSaid(said, "icmp," + FAR_6 + ",3 -> measured " + icmp + HOPS_6);
        assertSaid(said, "udp," + FAR_4 + ",3 -> measured udp-errqueue/udp kernel-tx-rx" + HOPS_4);
        assertSaid(said, "udp," + FAR_6 + ",3 -> measured udp-errqueue/udp kernel-tx-rx" + HOPS_6);
        assertSaid(said, "tcp," + FAR_4 + ",3 -> measured tcp-connect/tcp user" + HOPS_4);
        assertSaid(said, "tcp," + FAR_6 + ",3 -> measured tcp-connect/tcp user" + HOPS_6);
    }

    private static String measures(String change, String rights, String... tests) throws Exception {
        return RouterChain.measures(change, rights, tests);
    }

    private static String drops(String namespace, String hook, String what) {
        return PathNamespaces.filter(namespace, hook, what + " drop");
    }

    /// A set that has room for one key only.
    private static String oneFlow(String set, String what, String key) {
        String rule = "add rule inet t c iifname west " + what;
        return "ip netns exec r1 nft 'add table inet t;"
                + " add chain inet t c { type filter hook prerouting priority 0; };"
                + " add set inet t " + set + " { typeof " + key + "; flags dynamic; size 1; };"
                + rule + ' ' + key + " @" + set + " accept; "
                + rule + " add @" + set + " { " + key + " } accept; "
                + rule + " drop'; ";
    }

    private static void assertSaid(String said, String line) {
        assertTrue(said.contains(line), () -> line + " is not in\n" + said);
    }

    private static void assertMatches(String said, String pattern) {
        assertTrue(Pattern.compile(pattern).matcher(said).find(), () -> pattern + " is not in\n" + said);
    }
}
