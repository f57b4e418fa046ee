package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Failure;
import io.waddleperf.probe.measure.Loopback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PingBinaryTest {
    @Test
    void readsWhatIputilsPrints() {
        var report = PingBinary.parse("""
                PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
                64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.031 ms
                64 bytes from 127.0.0.1: icmp_seq=3 ttl=63 time=12.5 ms

                --- 127.0.0.1 ping statistics ---
                3 packets transmitted, 2 received, 33.3333% packet loss, time 402ms
                """, 3);
        assertEquals(3, report.sent());
        assertEquals(List.of(new EchoReport.Reply(0, 31, 64), new EchoReport.Reply(2, 12_500, 63)), report.replies());
        assertTrue(report.problem().isEmpty());
    }

    @Test
    void readsWhatBusyboxPrints() {
        var report = PingBinary.parse("64 bytes from 10.0.0.1: seq=0 ttl=64 time=0.050 ms\n", 1);
        assertEquals(List.of(new EchoReport.Reply(0, 50, 64)), report.replies());
    }

    @Test
    void tellsWhatARouterSaid() {
        var problem = PingBinary.parse("""
                From 10.0.0.254 icmp_seq=1 Destination Host Unreachable
                --- 10.0.0.9 ping statistics ---
                1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms
                """, 1).problem().orElseThrow();
        assertEquals(Failure.NO_ROUTE, problem.failure());
        assertEquals("10.0.0.254 icmp_seq=1 Destination Host Unreachable", problem.detail());
    }

    @Test
    void tellsWhyTheProgramDidNotRun() {
        var problem = PingBinary.parse("ping: socket: Operation not permitted\n", 1)
                .problem()
                .orElseThrow();
        assertEquals(Failure.IO, problem.failure());
    }

    @Test
    void runsTheProgramWithWhatIsAsked(@TempDir Path folder) throws Exception {
        var program = Files.writeString(folder.resolve("ping"), """
                #!/bin/sh
                [ "$*" = "-4 -n -c 2 -i 0.200 -s 56 -W 1 127.0.0.1" ] || { echo "ping: asked $*"; exit 2; }
                echo "64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.1 ms"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var found = PingBinary.find("/nowhere:" + folder).orElseThrow();
        var report = new PingBinary(found)
                .ping(Loopback.destination("127.0.0.1", 0), new EchoPlan(2, 56, 10_000_000, 1_000_000_000));
        assertEquals(
                List.of(new EchoReport.Reply(0, 100, 64)),
                report.replies(),
                () -> report.problem().toString());
    }
}
