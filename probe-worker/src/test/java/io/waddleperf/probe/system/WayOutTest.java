package io.waddleperf.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts as Linux prints them (proc(5), arp(7)), before and after something broke.
class WayOutTest {
    private static final String HEAD = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n";
    private static final String VIA_GATEWAY = HEAD + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\n";
    private static final String NEAR_ONLY = HEAD + "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\n";
    private static final String NEIGHBOURS = """
            IP address       HW type     Flags       HW address            Mask     Device
            192.0.2.1        0x1         %s         02:00:00:00:00:01     *        eth0
            """;

    @TempDir
    private Path root;

    private long nowNs;

    @Test
    void aLostDefaultRouteIsSeenAndItsReturnToo() throws Exception {
        whole();
        var wayOut = new WayOut(new LinuxGateways(root), () -> nowNs);
        assertLost(false, wayOut);
        write("proc/net/route", NEAR_ONLY);
        assertLost(true, wayOut);
        write("proc/net/route", VIA_GATEWAY);
        assertLost(false, wayOut);
    }

    @Test
    void aPulledCableIsSeen() throws Exception {
        whole();
        var wayOut = new WayOut(new LinuxGateways(root), () -> nowNs);
        write("sys/class/net/eth0/carrier", "0\n");
        assertLost(true, wayOut);
    }

    @Test
    void aGatewayThatNoLongerSaysItsAddressIsSeen() throws Exception {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the sample routes are of such a machine");
        whole();
        var wayOut = new WayOut(new LinuxGateways(root), () -> nowNs);
        write("proc/net/arp", NEIGHBOURS.formatted("0x0"));
        assertLost(true, wayOut);
        write("proc/net/arp", NEIGHBOURS.formatted("0x2"));
        assertLost(false, wayOut);
    }

    @Test
    void aMachineThatNeverHadOneHasNotLostIt() throws Exception {
        write("proc/net/route", NEAR_ONLY);
        var wayOut = new WayOut(new LinuxGateways(root), () -> nowNs);
        assertLost(false, wayOut);
    }

    @Test
    void looksOnceASecond() throws Exception {
        whole();
        var wayOut = new WayOut(new LinuxGateways(root), () -> nowNs);
        write("proc/net/route", NEAR_ONLY);
        assertEquals(false, wayOut.lost(), "it has just looked");
        assertLost(true, wayOut);
    }

    private void assertLost(boolean expected, WayOut wayOut) {
        nowNs += 1_100_000_000;
        assertEquals(expected, wayOut.lost());
    }

    private void whole() throws IOException {
        write("proc/net/route", VIA_GATEWAY);
        write("proc/net/arp", NEIGHBOURS.formatted("0x2"));
        write("sys/class/net/eth0/carrier", "1\n");
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
