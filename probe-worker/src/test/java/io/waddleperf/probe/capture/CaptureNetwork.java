package io.waddleperf.probe.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A machine with two neighbours on one Ethernet, 10.1.0.2 and 10.1.0.3 (2001:db8:1::2 and 3), and
/// beside it a cable from one of its ports, `one`, to another, `two`; in network namespaces. Needs root,
/// `unshare` and `ip`. All of it ends with the process that captures.
final class CaptureNetwork {
    private static final Path TSHARK = Path.of("/usr/bin/tshark");
    private static final String BUILD = """
            set -e
            mount -t tmpfs tmpfs /run
            ip link set lo up
            ip netns add far
            ip netns exec far sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv4.icmp_msgs_per_sec=100000 \\
                net.ipv6.icmp.ratelimit=0
            ip -n far link set lo up
            ip link add near type veth peer name there netns far
            ip address add 10.1.0.1/24 dev near
            ip address add 2001:db8:1::1/64 dev near nodad
            for host in 2 3; do
                ip -n far address add 10.1.0.$host/24 dev there
                ip -n far address add 2001:db8:1::$host/64 dev there nodad
            done
            ip -n far link set there up
            ip link set near up
            ip link add one type veth peer name two
            ip link set one up
            ip link set two up
            tries=0
            until ip -o link show dev near | grep -q 'state UP'; do
                tries=$((tries + 1))
                test $tries -lt 200
                sleep 0.02
            done
            """;

    static final String WITH_ALL_RIGHTS = "";
    static final String WITHOUT_RIGHTS = "setpriv --bounding-set=-all --inh-caps=-all -- ";

    private CaptureNetwork() {}

    /// What [CaptureMain] says of each case, in their order.
    static List<String> captures(Path directory, String rights, String... cases) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a network namespace needs root");
        for (var program : List.of("/usr/bin/unshare", "/usr/bin/setpriv", "/usr/sbin/ip", TSHARK.toString())) {
            assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
        }
        var java = String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED",
                CaptureMain.class.getName(),
                directory.toString(),
                String.join(" ", cases));
        var builder = new ProcessBuilder("unshare", "-nm", "sh", "-c", BUILD + "\nexec " + rights + java)
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var said = output(builder.start(), 60);
        return said.lines().filter(line -> line.contains(" -> ")).toList();
    }

    /// What tshark says of the fields of each packet in the file, a line a packet, tabs between.
    static List<List<String>> packets(Path directory, Path file, String... fields) throws Exception {
        var command = new ArrayList<>(List.of(TSHARK.toString(), "-n", "-r", file.toString(), "-T", "fields"));
        for (var field : fields) {
            command.addAll(List.of("-e", field));
        }
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", directory.toString());
        return output(builder.start(), 30)
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    private static String output(Process process, int seconds) throws IOException, InterruptedException {
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), said);
            assertEquals(0, process.exitValue(), said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
