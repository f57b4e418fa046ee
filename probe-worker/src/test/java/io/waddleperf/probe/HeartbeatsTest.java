package io.waddleperf.probe;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.testkit.Samples;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final Heartbeat BEAT = Heartbeat.brief(
            "fra-1",
            "1.0",
            Samples.AT,
            Samples.AT,
            new Heartbeat.Icmp("icmp-dgram", ""),
            Heartbeat.Spool.brief(0, 0, 1),
            new Heartbeat.Load(0, 0, 0, 0, 0));

    /// Whoever waits for the broker's time cannot wait for the next interval.
    @Test
    void tellsAtTheStartAndSoonWhenAsked() throws Exception {
        var told = new LinkedBlockingQueue<Heartbeat>();
        try (var heartbeats = Heartbeats.start(() -> BEAT, told::add)) {
            assertNotNull(told.poll(5, TimeUnit.SECONDS));
            heartbeats.soon();
            assertNotNull(told.poll(5, TimeUnit.SECONDS), "earlier than the next of the interval");
        }
    }

    @Test
    void tellsOnThoughOneCannotBeSent() throws Exception {
        var told = new LinkedBlockingQueue<Heartbeat>();
        try (var heartbeats = Heartbeats.start(() -> BEAT, beat -> {
            told.add(beat);
            throw new IllegalStateException("expected by the test");
        })) {
            assertNotNull(told.poll(5, TimeUnit.SECONDS));
            heartbeats.soon();
            assertNotNull(told.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void asksNothingOfOneThatIsClosed() {
        var heartbeats = Heartbeats.start(() -> BEAT, _ -> {});
        heartbeats.close();
        heartbeats.soon();
    }
}
