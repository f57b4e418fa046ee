package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.nativenet.Errno;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Four packets, 20 ms apart, that are waited for 100 ms; the run starts at 0.
class EchoRunTest {
    private static final long MS = 1_000_000;
    private static final EchoPlan PLAN = new EchoPlan(4, 56, 20 * MS, 100 * MS);

    private final CompletableFuture<EchoReport> done = new CompletableFuture<>();
    private final EchoRun run = new EchoRun(InetAddress.ofLiteral("192.0.2.1"), PLAN, 5, done);
    private final EchoTable table = new EchoTable(0);

    @Test
    void isDueWhenItsNextPacketIsAndLastWhenItsTimeIsOver() {
        for (int i = 0; i < 4; i++) {
            assertEquals(20L * i * MS, run.dueNanos());
            assertEquals(MS, run.slackNanos());
            ask(20L * i * MS);
        }
        assertEquals(160 * MS, run.dueNanos());
        assertEquals(0, run.slackNanos(), "never ended early");
    }

    @Test
    void countsWhatIsNotAnsweredAndWhatComesTooLateAsLost() {
        ask(0).answer(0, 3 * MS, 64);
        ask(20 * MS);
        ask(40 * MS).answer(0, 141 * MS, 64);
        ask(60 * MS).answer(0, 61 * MS, 64);
        var report = report();
        assertEquals(4, report.sent());
        assertEquals(List.of(new EchoReport.Reply(0, 3_000, 64), new EchoReport.Reply(3, 1_000, 64)), report.replies());
        assertEquals(List.of(1, 2), report.lost());
        assertEquals(TimestampSource.USER, report.source());
        assertFalse(report.underLoad());
    }

    @Test
    void doesNotCallLostWhatCouldNotLeave() {
        run.asks(Optional.empty(), 0);
        run.withholds(ask(20 * MS));
        ask(40 * MS).answer(0, 41 * MS, 64);
        ask(60 * MS);
        var report = report();
        assertEquals(2, report.sent());
        assertEquals(List.of(0, 1), report.withheld());
        assertEquals(List.of(3), report.lost());
        assertTrue(report.underLoad());
    }

    @Test
    void doesNotCallLostWhatMayHaveBeenThrownAwayHere() {
        ask(0);
        ask(20 * MS).answer(0, 21 * MS, 64);
        ask(40 * MS);
        table.doubt(110 * MS); // since then; the first packet's time was over before
        ask(60 * MS);
        var report = report();
        assertEquals(List.of(2), report.withheld());
        assertEquals(List.of(0, 3), report.lost());
        assertEquals(3, report.sent());
        assertTrue(report.underLoad());
    }

    @Test
    void saysWhenThisMachineWasLate() {
        ask(11 * MS);
        assertTrue(report().underLoad());
    }

    @Test
    void countsAsSentWhatTheKernelRefusedAndSaysWhy() {
        var request = ask(0);
        request.refused();
        run.note(Problems.ofErrno(Errno.EPERM, 56));
        run.note(Problems.ofErrno(Errno.ENETUNREACH, 56));
        var report = report();
        assertEquals(List.of(0), report.lost());
        assertTrue(report.problem().orElseThrow().detail().contains("firewall"), "the first problem is told");
    }

    @Test
    void givesItsPlacesBack() {
        ask(0);
        ask(20 * MS).answer(0, 21 * MS, 64);
        run.end(table);
        assertEquals(0, table.size());
    }

    private EchoRequest ask(long nowNanos) {
        var request = table.claim(run, run.asked(), nowNanos);
        run.asks(request, nowNanos);
        request.orElseThrow().leaves(nowNanos, nowNanos);
        return request.orElseThrow();
    }

    private EchoReport report() {
        run.report();
        return done.join();
    }
}
