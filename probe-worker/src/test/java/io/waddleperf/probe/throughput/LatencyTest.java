package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void endsThePingsOfAProberThatNoInterruptReaches() throws Exception {
        var pinging = new AtomicReference<>(Thread.currentThread());
        Prober<PingSpec> deaf = (_, _, _) -> {
            pinging.set(Thread.currentThread());
            return new Measurement(
                    new Outcome.Measured(),
                    Metrics.NONE,
                    new Samples.Raw(List.of(10.0)),
                    null,
                    new Measurement.How(TimestampSource.USER, "ping-binary", "icmp"));
        };
        try (var latency = new Latency(deaf, Loopback.destination("127.0.0.1", 1), System::nanoTime)) {
            latency.idle();
            latency.startLoaded();
            Await.until(
                    "pings beside the data",
                    Duration.ofSeconds(10),
                    () -> latency.loadedUs().size() > 2);
        }
        assertFalse(pinging.get().isAlive());
    }
}
