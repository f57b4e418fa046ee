package io.waddleperf.api.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Probe;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FleetKeeperTest {
    private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong nowNs = new AtomicLong();
    private volatile String site = "a";

    private Fleet fleet() {
        reads.incrementAndGet();
        var probe = new Probe("p", site, true, Map.of(), 1);
        return new Fleet(7, Map.of(), Map.of("p", probe), Map.of());
    }

    @Test
    void readsAgainAfterASecondAndKeepsTheVersionOfWhatIsTheSame() {
        var keeper = new FleetKeeper(_ -> fleet(), () -> Samples.AT, nowNs::get);
        Fleet first = keeper.fleet();
        nowNs.addAndGet(SECOND_NS - 1);
        assertSame(first, keeper.fleet());
        assertEquals(1, reads.get());
        nowNs.addAndGet(1);
        assertSame(first, keeper.fleet(), "nothing has changed");
        assertEquals(2, reads.get());
        site = "b";
        nowNs.addAndGet(SECOND_NS);
        assertTrue(keeper.fleet().version() > first.version(), "also where the clock stands still");
    }

    @Test
    void restsLongerAfterAReadThatTookLong() {
        var keeper = new FleetKeeper(
                _ -> {
                    nowNs.addAndGet(SECOND_NS);
                    return fleet();
                },
                () -> Samples.AT,
                nowNs::get);
        keeper.fleet();
        nowNs.addAndGet(2 * SECOND_NS);
        keeper.fleet();
        assertEquals(1, reads.get());
        nowNs.addAndGet(SECOND_NS);
        keeper.fleet();
        assertEquals(2, reads.get());
    }

    @Test
    void othersGetWhatIsThereWhileOneReads() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var keeper = new FleetKeeper(
                _ -> {
                    Fleet read = fleet();
                    if (reads.get() > 1) {
                        begun.countDown();
                        awaitOrFail(go);
                    }
                    return read;
                },
                () -> Samples.AT,
                nowNs::get);
        Fleet first = keeper.fleet();
        nowNs.addAndGet(SECOND_NS);
        site = "b";
        var reader = CompletableFuture.supplyAsync(keeper::fleet);
        awaitOrFail(begun);
        assertSame(first, keeper.fleet());
        go.countDown();
        assertTrue(reader.get(10, TimeUnit.SECONDS).version() > first.version());
        assertEquals(2, reads.get());
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
