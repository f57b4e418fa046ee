package io.waddleperf.probe.measure;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.TestSpec;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A test by hand, to hold beside other programs.
public final class ByHand {
    private ByHand() {}

    /// Prints the outcome, the details, and each number on a line of its own as `name=value`.
    public static <S extends TestSpec> void run(Prober<S> prober, S spec, Destination destination)
            throws InterruptedException {
        var measured = prober.run(
                spec, destination, Deadline.after(System::nanoTime, TimeUnit.MICROSECONDS.toNanos(spec.limitUs())));
        System.out.println(measured.outcome());
        System.out.println(measured.details());
        for (var metric : Metric.values()) {
            measured.metrics()
                    .get(metric)
                    .ifPresent(value -> System.out.printf(Locale.ROOT, "%s=%.6f%n", metric.wireName(), value));
        }
    }
}
