package io.waddleperf.probe.packets;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A probe, two routers `r1` and `r2` and a target `far`, each in a network namespace of its own,
/// in a row; needs root, `unshare` and `ip`. All of it ends with the process that measures.
///
/// The probe is 10.1.0.1, the hops are 10.1.0.2, 10.2.0.2 and 10.3.0.2; likewise 2001:db8:1::2 and
/// so on.
final class RouterChain {
    private static final String BUILD = """
            set -e
            mount -t tmpfs tmpfs /run
            settings='net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.icmp_ratelimit=0
                net.ipv4.icmp_msgs_per_sec=100000 net.ipv6.icmp.ratelimit=0 net.ipv6.conf.default.accept_dad=0'
            ip link set lo up
            sysctl -qw net.ipv6.conf.default.accept_dad=0
            for name in r1 r2 far; do
                ip netns add $name
                ip netns exec $name sysctl -qw $settings
                ip -n $name link set lo up
            done
            ip link add near type veth peer name west netns r1
            ip -n r1 link add east type veth peer name west netns r2
            ip -n r2 link add east type veth peer name west netns far
            end() { # namespace option, device, network, number
                ip $1 address add 10.$3.0.$4/24 dev $2
                ip $1 address add 2001:db8:$3::$4/64 dev $2 nodad
                ip $1 link set $2 up
            }
            way() { # namespace option, network of the gateway, its number
                ip $1 route add default via 10.$2.0.$3
                ip $1 route add default via 2001:db8:$2::$3
            }
            end '' near 1 1; end '-n r1' west 1 2
            end '-n r1' east 2 1; end '-n r2' west 2 2
            end '-n r2' east 3 1; end '-n far' west 3 2
            way '' 1 2; way '-n r1' 2 2; way '-n far' 3 1
            ip -n r2 route add 10.1.0.0/24 via 10.2.0.1
            ip -n r2 route add 2001:db8:1::/64 via 2001:db8:2::1
            ready() { # namespace option, device: until the kernel has noticed the carrier, it drops packets
                tries=0
                until ip $1 -o link show dev $2 | grep -q 'state UP'; do
                    tries=$((tries + 1))
                    test $tries -lt 200
                    sleep 0.02
                done
            }
            ready '' near; ready '-n r1' west; ready '-n r1' east; ready '-n r2' west; ready '-n r2' east
            ready '-n far' west
            """;

    /// What `setpriv` takes away, so that nothing is left but to open ordinary sockets.
    static final String WITHOUT_RIGHTS = "setpriv --bounding-set=-all --inh-caps=-all --regid=65534 --clear-groups -- ";

    static final String WITH_ALL_RIGHTS = "";

    private RouterChain() {}

    /// Runs [PathMain].
    ///
    /// @param change shell commands, once the chain is built
    static String measures(String change, String rights, String... tests) throws Exception {
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
        var builder = new ProcessBuilder("unshare", "-nm", "sh", "-c", BUILD + change + "\nexec " + rights + java)
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
}
