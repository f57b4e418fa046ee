package io.waddleperf.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts as Linux prints them, whole and broken.
class ProcFilesTest {
    private static final String NET_DEV = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo: 1954092   10611    0    0    0     0          0         0  1954092   10611    0    0    0     0       0          0
              eth0: 814586529   22354    3    5    0     0          0         0  2196686   15176    4    6    0     0       0          0
              eth0:1:9 8 7 6 5 4 3 2 1 0 1 2 3 4 5 6
            """;
    private static final String ROUTE = """
            Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
            eth0	000200C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
            eth0	00000000	010200C0	0003	0	0	0	00000000	0	0	0
            eth0	006433C6	00000000	0201	0	0	0	00FFFFFF	0	0	0
            down	007100CB	00000000	0000	0	0	0	00FFFFFF	0	0	0
            """;
    private static final String IPV6_ROUTE = """
            fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
            00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd000000000000000000000000000001 00000400 00000002 00000000 00000003     eth0
            00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000002 00000000 80200001       lo
            ff000000000000000000000000000000 08 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000003 00000000 00000001     eth0
            00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo
            """;

    @Test
    void tellsHowBusyTheCpusWere() {
        var before = CpuTimes.parse("cpu  100 10 50 1000 40 5 5 10 7 0\ncpu0 1 2 3 4\n")
                .orElseThrow();
        assertEquals(new CpuTimes(180, 1_040), before);
        var after = CpuTimes.parse("cpu  150 10 60 1030 50 5 5 10 7 0\n").orElseThrow();
        assertEquals(OptionalDouble.of(0.6), after.busyRatioSince(before));
        assertEquals(OptionalDouble.empty(), before.busyRatioSince(before));
        assertEquals(OptionalDouble.of(1), new CpuTimes(2, 0).busyRatioSince(new CpuTimes(1, 9)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cpu", "cpu 1 2 3", "cpu 1 2 3 x", "cpu -1 2 3 4", "cpu0 1 2 3 4", "99999999999999999999"})
    void leavesOutCpusThatItCannotRead(String procStat) {
        assertEquals(Optional.empty(), CpuTimes.parse(procStat));
    }

    @Test
    void countsWhatInterfacesCarried() {
        var traffic = Traffic.parse(NET_DEV);
        assertEquals(List.of("lo", "eth0", "eth0:1"), List.copyOf(traffic.keySet()));
        assertEquals(new Traffic(814_586_529, 2_196_686, 7, 11), traffic.get("eth0"));
        assertEquals(new Traffic(9, 1, 8, 8), traffic.get("eth0:1"));
        assertEquals(
                new Traffic(1, 2, 0, 0), new Traffic(11, 22, 3, 4).since(new Traffic(10, 20, 3, 9)), "never below 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "a\nb\nc", "a\nb\neth0: 1 2 3\n", "a\nb\n: 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6\n"})
    void leavesOutInterfacesThatItCannotRead(String procNetDev) {
        assertEquals(Map.of(), Traffic.parse(procNetDev));
    }

    @Test
    void takesANewInterfaceAsOneThatCarriedNothing() {
        var before = new Counters(null, OptionalDouble.empty(), Map.of("a", new Traffic(1, 1, 1, 1)));
        var after = new Counters(
                null, OptionalDouble.of(0.5), Map.of("a", new Traffic(4, 3, 2, 1), "b", new Traffic(9, 9, 9, 9)));
        assertEquals(new Traffic(3, 2, 1, 0), after.gainedSince(before, "a"));
        assertEquals(Traffic.NONE, after.gainedSince(before, "b"));
        assertEquals(Traffic.NONE, after.gainedSince(before, "c"));
        assertEquals(OptionalDouble.of(1), after.errorsSince(before));
        assertEquals(OptionalDouble.of(0.5), after.busyRatioSince(before));
    }

    @Test
    void writesRoutesAsPeopleDo() {
        var ipv4 = Routes.ofIpv4(ROUTE, ByteOrder.LITTLE_ENDIAN);
        var ipv6 = Routes.ofIpv6(IPV6_ROUTE);
        assertEquals(
                List.of(
                        "default via 192.0.2.1 dev eth0",
                        "default via fd00:0:0:0:0:0:0:1 dev eth0",
                        "192.0.2.0/24 dev eth0",
                        "fd00:0:0:0:0:0:0:0/64 dev eth0"),
                Routes.most(50, ipv4, ipv6));
        String bigEndian = ROUTE.replace("000200C0", "C0000200").replace("00FFFFFF", "FFFFFF00");
        assertEquals(
                List.of("192.0.2.0/24 dev eth0"),
                Routes.ofIpv4(bigEndian, ByteOrder.BIG_ENDIAN)
                        .filter(route -> !route.isDefault())
                        .map(Route::text)
                        .toList());
    }

    @Test
    void cutsOtherRoutesBeforeTheDefaultOnes() {
        var gateway = InetAddress.ofLiteral("192.0.2.1");
        var many = Stream.of(
                new Route("192.0.2.0/24", null, "a"),
                new Route("198.51.100.0/24", null, "b"),
                new Route(Route.DEFAULT, gateway, "a"));
        assertEquals(
                List.of("default via 192.0.2.1 dev a", "192.0.2.0/24 dev a"), Routes.most(2, many, Stream.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "head\n\n \n",
                "head\neth0 00000000 010200C0",
                "head\neth0 zz 00000000 0001 0 0 0 00000000",
                "head\neth0 00000000 010200C0 x 0 0 0 00000000",
                "zz 40 0 00 0 0 0 0 00000001 eth0",
                "fd 40 00 00 fd 0 0 0 00000001 eth0",
                "fd000000000000000000000000000000 xx 0 00 0 0 0 0 00000001 eth0",
            })
    void leavesOutRoutesThatItCannotRead(String text) {
        assertEquals(List.of(), Routes.ofIpv4(text, ByteOrder.LITTLE_ENDIAN).toList());
        assertEquals(List.of(), Routes.ofIpv6(text).toList());
    }

    @Test
    void findsTheResolvers() {
        assertEquals(List.of("192.0.2.53", "fe80::1", "2001:db8::53"), Resolvers.parse("""
                # nameserver 192.0.2.1
                search example.net
                nameserver 192.0.2.53
                nameserver\tfe80::1%eth0
                  nameserver 2001:db8::53\s
                nameserver 192.0.2.53
                nameserver
                nameserver not-an-address
                """));
        assertEquals(List.of(), Resolvers.parse(""));
    }

    @Test
    void readsLoadAndMemory() {
        assertEquals(OptionalDouble.of(1.86), Numbers.loadAverage("1.86 1.02 0.55 2/176 14507\n"));
        assertEquals(
                OptionalDouble.of(1_024_000), Numbers.availableBytes("MemTotal: 9 kB\nMemAvailable:   1000 kB\nx"));
        for (String broken : List.of("", "x", "-1.0 2", "1.86", "MemAvailable: -1 kB", "MemAvailable: 12345")) {
            assertTrue(Numbers.loadAverage(broken).isEmpty(), broken);
            assertTrue(Numbers.availableBytes(broken).isEmpty(), broken);
        }
    }

    @Test
    void readsTheKernelsNumbers() {
        assertEquals(OptionalLong.of(0x1003), Numbers.hex("0x1003"));
        assertEquals(OptionalLong.of(0xffffffffL), Numbers.hex("ffffffff"));
        for (String broken : List.of("", "0x", "-1", "g", "fffffffffffffffff")) {
            assertEquals(OptionalLong.empty(), Numbers.hex(broken), broken);
        }
    }
}
