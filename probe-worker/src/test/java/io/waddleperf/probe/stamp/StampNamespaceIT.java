package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.probe.responder.ResponderMain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A sender and a reflector in network namespaces of their own, between them a cable that loses
/// packets at random in one direction or both and counts them; needs root, `unshare`, `ip` and `nft`.
/// All of it ends with the shell that built it.
class StampNamespaceIT {
    private static final String HOST_4 = "10.1.0.2";
    private static final String HOST_6 = "2001:db8:1::2";

    /// Of the sender's numbers those below 180, of the reflector's those below 100 may be lost: the
    /// last packets come through, so that no loss stays undecided.
    private static final String LOSES_FORWARD = lossy(
            "ip netns exec far", "forward", "udp dport 862 udp length 52 @th,64,32 < 180 numgen random mod 100 < 25");

    private static final String LOSES_BACKWARD =
            lossy("", "backward", "udp sport 862 udp length 52 @th,64,32 < 100 numgen random mod 100 < 25");

    private static final String BUILD = """
            set -e
            mount -t tmpfs tmpfs /run
            sysctl -qw net.ipv6.conf.default.accept_dad=0
            ip link set lo up
            ip netns add far
            ip netns exec far sysctl -qw net.ipv6.conf.default.accept_dad=0
            ip -n far link set lo up
            ip link add near type veth peer name west netns far
            ip address add 10.1.0.1/24 dev near
            ip address add 2001:db8:1::1/64 dev near nodad
            ip -n far address add 10.1.0.2/24 dev west
            ip -n far address add 2001:db8:1::2/64 dev west nodad
            ip -n far address add 10.1.0.9/24 dev west
            ip -n far address add 2001:db8:1::9/64 dev west nodad
            ip link set near up
            ip -n far link set west up
            until_true() { # until the command succeeds
                tries=0
                until eval "$1"; do
                    tries=$((tries + 1))
                    test $tries -lt 500
                    sleep 0.02
                done
            }
            until_true 'ip -o link show dev near | grep -q "state UP"'
            until_true 'ip -n far -o link show dev west | grep -q "state UP"'
            ip netns exec far $JAVA $REFLECTOR --host=$LISTEN --http-port=0 --udp-port=862 >/run/said 2>&1 &
            reflector=$!
            trap 'kill $reflector; wait $reflector || true' EXIT
            until_true 'grep -qs "responder ready" /run/said'
            """;

    private static final String MEASURE = """
            $JAVA $SENDER $HOST 862 200 3
            for where in "ip netns exec far" ""; do
                $where nft list counters
            done
            """;

    @Test
    void losesNothingWhereNothingIsLost() throws Exception {
        for (var host : List.of(HOST_4, HOST_6)) {
            String said = measures(host, host, "");
            assertTrue(said.contains("Measured[] timestamps=kernel-tx-rx"), said);
            assertTrue(said.contains("reflector=stateful, lostForward=0, lostBackward=0, lostUndecided=0"), said);
        }
    }

    /// A sender takes an answer from no other address than the one it asked.
    @Test
    void answersFromTheAddressThatWasAskedWhereItListensOnAll() throws Exception {
        for (var way : List.of("0.0.0.0 10.1.0.9", ":: 2001:db8:1::9", ":: 10.1.0.9")) {
            var ends = way.split(" ", -1);
            String said = measures(ends[0], ends[1], "");
            assertTrue(said.contains("packetsReceived=200.000"), way + ":\n" + said);
        }
    }

    @Test
    void saysOfEachLostPacketThatItWasLostOnTheWayThere() throws Exception {
        String said = measures(HOST_4, HOST_4, LOSES_FORWARD);
        assertTrue(dropped(said, "forward") > 0, said);
        assertLost(said, dropped(said, "forward"), 0);
    }

    @Test
    void saysOfEachLostPacketThatItWasLostOnTheWayBack() throws Exception {
        String said = measures(HOST_6, HOST_6, LOSES_BACKWARD);
        assertTrue(dropped(said, "backward") > 0, said);
        assertLost(said, 0, dropped(said, "backward"));
    }

    @Test
    void tellsLossOfBothDirectionsApart() throws Exception {
        String said = measures(HOST_4, HOST_4, LOSES_FORWARD + LOSES_BACKWARD);
        assertTrue(dropped(said, "forward") > 0 && dropped(said, "backward") > 0, said);
        assertLost(said, dropped(said, "forward"), dropped(said, "backward"));
    }

    private static void assertLost(String said, int forward, int backward) {
        var found = Pattern.compile("lostForward=(\\d+), lostBackward=(\\d+), lostUndecided=(\\d+)")
                .matcher(said);
        assertTrue(found.find(), said);
        assertEquals(
                List.of(forward, backward, 0),
                List.of(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3))),
                said);
    }

    private static int dropped(String said, String counter) {
        var found =
                Pattern.compile("counter " + counter + " \\{\\s+packets (\\d+)").matcher(said);
        assertTrue(found.find(), said);
        return Integer.parseInt(found.group(1));
    }

    /// Where packets arrive: a sender whose own packets are dropped is told so.
    private static String lossy(String where, String counter, String what) {
        return where + " nft 'table inet t { counter " + counter + " {}; chain c { type filter hook input priority 0; "
                + what + " counter name " + counter + " drop; }; }'; ";
    }

    /// @param listen the address that the reflector listens on
    /// @param host   the one that is asked
    /// @param change shell commands, once both ends are up and before anything is sent but the warm-up
    private static String measures(String listen, String host, String change) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a network namespace needs root");
        for (var program : List.of("/usr/bin/unshare", "/usr/sbin/nft")) {
            assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
        }
        var builder = new ProcessBuilder("unshare", "-nm", "sh", "-c", BUILD + change + "\n" + MEASURE)
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.put(
                "JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java")
                        + " -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED");
        environment.put("REFLECTOR", ResponderMain.class.getName());
        environment.put("SENDER", StampMain.class.getName());
        environment.put("LISTEN", listen);
        environment.put("HOST", host);
        var process = builder.start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
            assertEquals(0, process.exitValue(), said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
