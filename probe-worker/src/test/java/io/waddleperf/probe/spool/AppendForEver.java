package io.waddleperf.probe.spool;

import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// A process that appends results, and prints the id of each that it has appended, until killed.
final class AppendForEver {
    private AppendForEver() {}

    public static void main(String[] arguments) throws IOException {
        try (var spool = Spool.open(Path.of(arguments[0]), SpoolSettings.DEFAULT, InstantSource.system())) {
            long start = System.nanoTime();
            for (long i = 0; i >= 0; i++) {
                var result = Samples.ping("local", "192.0.2.1", Samples.AT.plusNanos((start + i) * 1_000));
                spool.append(result, Urgency.NORMAL);
                System.out.println(result.id());
            }
        }
    }
}
