package io.waddleperf.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The end of a benchmark, however it ends: threads of servers and clients would go on for ever.
final class Exit {
    private Exit() {}

    interface Work {
        void run() throws Exception;
    }

    static void after(Work benchmark) {
        int code = 0;
        try {
            benchmark.run();
        } catch (Exception e) {
            e.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    /// The same; where it takes longer it ends all the same, and what it started with it.
    static void within(Duration limit, Work benchmark) {
        Thread.ofPlatform().daemon().name("limit").start(() -> {
            long deadlineNs = System.nanoTime() + limit.toNanos();
            while (System.nanoTime() < deadlineNs) {
                LockSupport.parkNanos(deadlineNs - System.nanoTime());
            }
            System.err.println("not done after " + limit);
            System.exit(1);
        });
        after(benchmark);
    }
}
