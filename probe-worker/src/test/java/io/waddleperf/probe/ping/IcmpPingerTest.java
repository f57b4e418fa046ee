package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IcmpPingerTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long MS = 1_000_000;

    private PollLoop sockets;
    private IcmpPinger pinger;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        sockets = PollLoop.start(System::nanoTime);
        var reasons = new ArrayList<String>();
        var icmp = PingMethods.icmp(sockets, new SecureRandom(), reasons);
        assumeTrue(icmp.isPresent(), () -> "ICMP is not allowed here: " + reasons);
        pinger = icmp.get();
        pinger.warmUp();
    }

    @AfterEach
    void stop() {
        if (sockets != null) {
            sockets.close();
        }
    }

    @Test
    void pingsThousandsOfAddressesByOneSocketOnOneThread() throws Exception {
        long socketsBefore = openSockets();
        var addresses = IntStream.range(0, 3_000)
                .mapToObj(i -> InetAddress.ofLiteral("127.7." + i / 250 + '.' + (1 + i % 250)))
                .toList();
        var runs = begin(addresses, new EchoPlan(3, 56, 100 * MS, 2_000 * MS));
        assertEquals(socketsBefore, openSockets());
        assertEquals(1, threadsNamed("sockets"));
        for (var run : runs) {
            assertComplete(run.report().get(20, TimeUnit.SECONDS), 3);
        }
        assertNothingIsLeft(Family.IPV4);
    }

    @Test
    void beginsWithoutAWarmUpWhereTheMachineHasNoTimeForIt() throws Exception {
        var busy = new CountDownLatch(1);
        sockets.execute(_ -> {
            try {
                var _ = busy.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        pinger.warmUp();
        busy.countDown();
        var run = pinger.begin(InetAddress.ofLiteral("127.0.0.1"), new EchoPlan(3, 56, 10 * MS, 2_000 * MS), 0);
        assertComplete(run.report().get(20, TimeUnit.SECONDS), 3);
        assertNothingIsLeft(Family.IPV4);
    }

    @Test
    void pingsIpv6TheSameWay() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
        var self = InetAddress.ofLiteral("::1");
        var runs = begin(
                IntStream.range(0, 1_000).mapToObj(_ -> self).toList(), new EchoPlan(3, 56, 100 * MS, 2_000 * MS));
        for (var run : runs) {
            assertComplete(run.report().get(20, TimeUnit.SECONDS), 3);
        }
        assertNothingIsLeft(Family.IPV6);
    }

    @Test
    void sendsPayloadsOfAllSizesAtOnce() throws Exception {
        var self = InetAddress.ofLiteral("127.0.0.1");
        var runs = IntStream.of(16, 17, 56, 1_399, 8_972, 65_000)
                .mapToObj(bytes -> pinger.begin(self, new EchoPlan(5, bytes, 2 * MS, 2_000 * MS), 0))
                .toList();
        for (var run : runs) {
            assertComplete(run.report().get(10, TimeUnit.SECONDS), 5);
        }
    }

    @Test
    void forgetsARunThatIsTakenBack() throws Exception {
        var run = pinger.begin(InetAddress.ofLiteral("127.0.0.1"), new EchoPlan(2, 56, 3_600_000 * MS, 1_000 * MS), 0);
        Await.until(
                "the first packet is answered", SOON, () -> counts(Family.IPV4).held() == 1);
        run.abandon();
        assertNothingIsLeft(Family.IPV4);
    }

    @Test
    void waitsWithTheFirstPacketAsLongAsIsAsked() throws Exception {
        var run = pinger.begin(InetAddress.ofLiteral("127.0.0.1"), new EchoPlan(1, 56, MS, 1_000 * MS), 3_600_000 * MS);
        Await.until("it waits", SOON, () -> counts(Family.IPV4).running() == 1);
        assertEquals(0, counts(Family.IPV4).held());
        run.abandon();
        assertNothingIsLeft(Family.IPV4);
    }

    private List<IcmpPinger.Begun> begin(List<InetAddress> addresses, EchoPlan plan) {
        var runs = new ArrayList<IcmpPinger.Begun>();
        for (int i = 0; i < addresses.size(); i++) {
            runs.add(pinger.begin(addresses.get(i), plan, plan.intervalNanos() * i / addresses.size()));
        }
        return runs;
    }

    /// What this machine had no room for does not count.
    private static void assertComplete(EchoReport report, int count) {
        assertEquals(List.of(), report.lost());
        assertEquals(count, report.sent() + report.withheld().size());
        assertTrue(report.replies().stream().allMatch(reply -> reply.rttUs() > 0 && reply.hopLimit() > 0));
        assertTrue(report.replies().isEmpty() || report.source() != TimestampSource.UNKNOWN);
    }

    private void assertNothingIsLeft(Family family) {
        Await.until("the table and the schedule are empty", SOON, () -> {
            var counts = counts(family);
            return counts.held() == 0 && counts.running() == 0;
        });
    }

    private EchoCounts counts(Family family) {
        return pinger.counts(family).orTimeout(10, TimeUnit.SECONDS).join().orElseThrow();
    }

    private static long threadsNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    private static long openSockets() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(IcmpPingerTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
