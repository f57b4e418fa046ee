package io.waddleperf.benchmarks;

import io.waddleperf.scheduler.ScheduleLoad;
import io.waddleperf.scheduler.WheelRounds;

/// A scheduler with a million series: bytes a series, ns a command, how long a change holds up commands;
/// the timing wheel beside a priority queue.
///
/// `-Dprobes` and `-Dtargets` choose another size.
public final class ScheduleBenchmark {
    private static final int PROBES = Integer.getInteger("probes", 10_000);
    private static final int TARGETS = Integer.getInteger("targets", 100);

    private ScheduleBenchmark() {}

    public static void main(String[] arguments) {
        Exit.after(() -> {
            new ScheduleLoad(PROBES, TARGETS).run();
            new WheelRounds(PROBES * TARGETS).run(7, 30);
        });
    }
}
