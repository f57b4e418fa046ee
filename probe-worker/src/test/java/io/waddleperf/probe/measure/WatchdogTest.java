package io.waddleperf.probe.measure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Await;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void closesEachSocketAtItsDeadlineInWhateverOrderTheyCame() throws Exception {
        try (var late = new Socket();
                var early = new Socket();
                var never = new Socket();
                var lateDog = Watchdog.over(late, Loopback.deadline(300));
                var neverDog = Watchdog.over(never, Loopback.deadline(3_600_000));
                var earlyDog = Watchdog.over(early, Loopback.deadline(20))) {
            Await.until("the early one", SOON, early::isClosed);
            assertTrue(earlyDog.bitten());
            Await.until("the late one", SOON, late::isClosed);
            assertTrue(lateDog.bitten());
            assertFalse(never.isClosed());
            assertFalse(neverDog.bitten());
        }
    }

    @Test
    void leavesAloneWhoEndedBefore() throws Exception {
        try (var ended = new Socket();
                var other = new Socket()) {
            var dog = Watchdog.over(ended, Loopback.deadline(50));
            dog.close();
            try (var _ = Watchdog.over(other, Loopback.deadline(150))) {
                Await.until("a later one", SOON, other::isClosed);
            }
            assertFalse(ended.isClosed());
            assertFalse(dog.bitten());
        }
    }

    @Test
    void watchesManyAtOnce() throws Exception {
        var sockets = new ArrayList<Socket>();
        var dogs = new ArrayList<Watchdog>();
        for (int i = 0; i < 500; i++) {
            sockets.add(new Socket());
            dogs.add(Watchdog.over(sockets.getLast(), Loopback.deadline(1 + i % 50)));
        }
        for (var socket : sockets) {
            Await.until("each is closed", SOON, socket::isClosed);
        }
        dogs.forEach(Watchdog::close);
    }
}
