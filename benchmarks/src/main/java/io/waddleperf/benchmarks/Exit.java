package io.waddleperf.benchmarks;

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
}
