package io.waddleperf.probe.packets;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A probe, routers and a target, each in a network namespace of its own; needs root, `unshare` and
/// `ip`. All of it ends with the process that measures.
final class PathNamespaces {
    /// What builds such networks: `10.NETWORK.0.NUMBER` and `2001:db8:NETWORK::NUMBER` are the
    /// addresses of an end.
    private static final String WORDS = """
            set -e
            mount -t tmpfs tmpfs /run
            settings='net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.icmp_ratelimit=0
                net.ipv4.icmp_msgs_per_sec=100000 net.ipv6.icmp.ratelimit=0 net.ipv6.conf.default.accept_dad=0
                net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0'
            ip link set lo up
            sysctl -qw net.ipv6.conf.default.accept_dad=0
            namespaces() { # their names
                for name in "$@"; do
                    ip netns add $name
                    ip netns exec $name sysctl -qw $settings
                    ip -n $name link set lo up
                done
            }
            end() { # namespace option, device, network, number
                ip $1 address add 10.$3.0.$4/24 dev $2
                ip $1 address add 2001:db8:$3::$4/64 dev $2 nodad
                ip $1 link set $2 up
            }
            way() { # namespace option, network of the gateway, its number
                ip $1 route add default via 10.$2.0.$3
                ip $1 route add default via 2001:db8:$2::$3
            }
            ready() { # namespace option, device: until the kernel has noticed the carrier, it drops packets
                tries=0
                until ip $1 -o link show dev $2 | grep -q 'state UP'; do
                    tries=$((tries + 1))
                    test $tries -lt 200
                    sleep 0.02
                done
            }
            """;

    /// What `setpriv` takes away, so that nothing is left but to open ordinary sockets.
    static final String WITHOUT_RIGHTS = "setpriv --bounding-set=-all --inh-caps=-all --regid=65534 --clear-groups -- ";

    static final String WITH_ALL_RIGHTS = "";

    private PathNamespaces() {}

    /// Runs [PathMain].
    ///
    /// @param build shell commands that make the network; what they print comes first
    static String measures(String build, String rights, String... tests) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a network namespace needs root");
        for (var program : List.of("/usr/bin/unshare", "/usr/bin/setpriv", "/usr/sbin/nft")) {
            assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
        }
        var java = String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED",
                PathMain.class.getName(),
                String.join(" ", tests));
        var builder = new ProcessBuilder("unshare", "-nm", "sh", "-c", WORDS + build + "\nexec " + rights + java)
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), said);
            assertTrue(process.exitValue() == 0, said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    /// What adds a rule of nftables to those that are there.
    static String filter(String namespace, String hook, String rule) {
        return "ip netns exec " + namespace + " nft 'table inet t { chain " + hook + " { type filter hook " + hook
                + " priority 0; " + rule + "; }; }'; ";
    }
}
