package io.waddleperf.probe.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Test;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class CommandPoolTest {
    private static final Command COMMAND = Samples.command("local", Samples.target("192.0.2.1"), Test.PING, Samples.AT);

    @org.junit.jupiter.api.Test
    void leavesRoomForOthersWhileCommandsWaitForTheirDelay() throws Exception {
        var waiting = new CountDownLatch(1_000);
        var ran = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        try (var pool = new CommandPool(command -> {
            if (command.delayUs() == null) {
                ran.countDown();
            } else {
                waiting.countDown();
                over.await();
            }
        })) {
            for (int i = 0; i < 1_000; i++) {
                pool.submit(COMMAND.after(Duration.ofSeconds(5)));
            }
            assertTrue(waiting.await(10, TimeUnit.SECONDS));
            pool.submit(COMMAND);
            assertTrue(ran.await(10, TimeUnit.SECONDS));
            over.countDown();
        }
    }
}
