package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Pings in a network namespace of its own, where rights, routes and losses are as the test wants
/// them; needs root, `unshare` and `ip`.
class PingNamespaceIT {
    /// A cable whose other end drops what comes.
    private static final String SILENT_NEIGHBOUR = "ip link add near type veth peer name far;"
            + " ip addr add 192.0.2.1/24 dev near; ip link set near up; ip link set far up;"
            + " ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:01 dev near; ";

    private static final String MAY_PING = "sysctl -qw net.ipv4.ping_group_range='0 2147483647'; ";

    @Test
    void needsNoRightsWhereTheGroupMayPing() throws Exception {
        String said = pings(MAY_PING, "127.0.0.1");
        assertTrue(said.contains("received=5 method=icmp-dgram timestamps=kernel-tx-rx"), said);
    }

    @Test
    void countsWhatIsNeverAnswered() throws Exception {
        String said = pings(SILENT_NEIGHBOUR, "192.0.2.2");
        assertTrue(said.contains("sent=5 received=0 method=icmp-raw"), said);
    }

    @Test
    void saysThatNoWayLeadsThere() throws Exception {
        String said = pings(SILENT_NEIGHBOUR, "198.51.100.1");
        assertTrue(said.contains("this machine knows no way there: ENETUNREACH (101)"), said);
    }

    @Test
    void tellsWhatAFirewallAnswers() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nft")), "nft is not installed");
        String said = pings(
                "nft 'table inet t { chain c { type filter hook input priority 0;"
                        + " icmp type echo-request reject with icmp type admin-prohibited; }; }'; ",
                "127.0.0.1");
        assertTrue(said.contains("administratively prohibited, says 127.0.0.1 (ICMP 3/13)"), said);
    }

    @Test
    void losesExactlyWhatTheNetworkLostAndBelievesNoForgedAnswer() throws Exception {
        for (var rights : List.of("", MAY_PING)) {
            String said = runs(rights, TunPingMain.class, "300 10 20");
            for (var family : List.of("ipv4", "ipv6")) {
                assertTrue(said.contains(family + ": asked=3000 sent=3000 withheld=0 received="), said);
                assertTrue(said.contains(family + ": duplicates=true foreign=true network=true"), said);
            }
            assertEquals(3, said.split("wrong=0 held=0 running=0", -1).length, said);
        }
    }

    @Test
    void doesNotCallLostWhatFoundNoRoom() throws Exception {
        String narrow = "'tc qdisc add dev tun0 root tbf rate 400kbit burst 2000 limit 2000'";
        String said = runs("", TunPingMain.class, "20 20 5 " + narrow);
        assertEquals(3, said.split("wrong=0 held=0 running=0", -1).length, said);
        assertFalse(said.contains("withheld=0"), said);
    }

    /// How near its delays come is told by `benchmarks/truth.sh`: here the machine may be busy.
    @Test
    void losesExactlyWhatANetworkOfSeededDelayAndLossRecords() throws Exception {
        String said = runs("", KnownTruthMain.class, "10 40 10 7");
        assertEquals(6, said.split("withheld=0 lost=\\d+ recorded=\\d+ same=true", -1).length, said);
    }

    private static String pings(String setUp, String host) throws Exception {
        return runs(setUp, PingMain.class, host + " 5 10");
    }

    private static String runs(String setUp, Class<?> main, String arguments) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a network namespace needs root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "unshare is not installed");
        var ping = String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED",
                main.getName(),
                arguments);
        var builder = new ProcessBuilder("unshare", "-n", "sh", "-c", "ip link set lo up; " + setUp + "exec " + ping)
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
