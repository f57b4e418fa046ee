package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EchoTableTest {
    private static final long TIMEOUT_NANOS = 1_000_000_000;
    private static final long LONG_AFTER = 3_000_000_000L;
    private static final EchoPlan PLAN = new EchoPlan(EchoTable.NUMBERS - 1, 56, 1_000_000, TIMEOUT_NANOS);

    private final EchoTable table = new EchoTable(0xFFFE);
    private final EchoRun run = run(5);

    @Test
    void givesNumbersInTurnAndBeginsAgain() {
        assertEquals(0xFFFE, claim(0).mark().sequence());
        assertEquals(0xFFFF, claim(1).mark().sequence());
        assertEquals(0, claim(2).mark().sequence());
        assertEquals(3, table.size());
    }

    @Test
    void knowsARequestByItsWholeMarkOnly() {
        var request = claim(0);
        var mark = request.mark();
        assertSame(request, table.of(mark).orElseThrow());
        assertTrue(table.of(new Echo.Mark(mark.sequence(), 4, 0)).isEmpty(), "another run's");
        assertTrue(table.of(new Echo.Mark(mark.sequence(), 5, 1)).isEmpty(), "another packet's");
        assertTrue(table.of(new Echo.Mark(mark.sequence() + 1, 5, 0)).isEmpty(), "another number");
    }

    @Test
    void refusesWhenAllNumbersAreAwaitedAndReusesThemAfterwards() {
        for (int i = 0; i < EchoTable.NUMBERS; i++) {
            claim(0).leaves(0, 0);
        }
        assertEquals(Optional.empty(), table.claim(run, 0, TIMEOUT_NANOS));
        assertTrue(table.claim(run, 0, LONG_AFTER).isPresent());
        assertEquals(EchoTable.NUMBERS, table.size());
    }

    @Test
    void passesOverWhatIsAwaited() {
        var other = run(7);
        claim(0).leaves(0, 0);
        for (int i = 1; i < EchoTable.NUMBERS; i++) {
            table.release(table.claim(other, 0, 0).orElseThrow());
        }
        assertEquals(0xFFFF, claim(1).mark().sequence());
        assertEquals(2, table.size());
    }

    @Test
    void forgetsWhatIsReleasedOnceOnly() {
        var request = claim(0);
        table.release(request);
        table.release(request);
        assertNull(table.at(request.mark().sequence()));
        assertEquals(0, table.size());
    }

    private EchoRequest claim(int number) {
        return table.claim(run, number, 0).orElseThrow();
    }

    private static EchoRun run(long nonce) {
        return new EchoRun(InetAddress.ofLiteral("192.0.2.1"), PLAN, nonce, new CompletableFuture<>());
    }
}
