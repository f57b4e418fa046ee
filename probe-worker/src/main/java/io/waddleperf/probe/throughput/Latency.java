package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Samples;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Round trips to the same host by pings beside the data: they wait in the queues that the data fill.
public final class Latency implements AutoCloseable {
    /// 0.4 s before the data flow.
    private static final PingSpec IDLE = new PingSpec(20, 56, 20_000, 1_000_000);

    /// Again and again while they do.
    private static final PingSpec LOADED = new PingSpec(4, 56, 50_000, 1_000_000);

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);
    private static final String NONE = "none";

    private final @Nullable Prober<PingSpec> pings;
    private final Destination destination;
    private final Ticker ticker;
    private final List<Double> idleUs = new ArrayList<>();
    private final List<Double> loadedUs = new CopyOnWriteArrayList<>();
    private volatile String method = NONE;
    private @Nullable Thread thread;

    /// @param pings null where this probe may send none
    public Latency(@Nullable Prober<PingSpec> pings, Destination destination, Ticker ticker) {
        this.pings = pings;
        this.destination = destination;
        this.ticker = ticker;
    }

    /// Takes 0.4 s, at most 1.4 s.
    public void idle() throws InterruptedException {
        if (pings != null) {
            ping(pings, IDLE, idleUs);
        }
    }

    public void startLoaded() {
        if (pings != null && !idleUs.isEmpty()) { // else nobody answers
            thread = Thread.ofVirtual().name("latency").start(() -> pingOn(pings));
        }
    }

    /// Lets no more pings leave. What one still waits for would be a round trip without load.
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Ends the pings, for which it waits 1 s at most, after which the round trips can be read.
    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        stop();
        try {
            thread.join(ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Empty where nobody answered.
    public List<Double> idleUs() {
        return idleUs;
    }

    public List<Double> loadedUs() {
        return loadedUs;
    }

    /// Such as `icmp-raw`; `none` where no ping came back.
    public String method() {
        return method;
    }

    private void pingOn(Prober<PingSpec> prober) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ping(prober, LOADED, loadedUs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the test has ended
        }
    }

    private void ping(Prober<PingSpec> prober, PingSpec spec, List<Double> to) throws InterruptedException {
        var measurement = prober.run(spec, destination, Deadline.after(ticker, spec.limitUs() * 1_000));
        if (measurement.samples() instanceof Samples.Raw raw) {
            to.addAll(raw.us());
            method = measurement.how().method();
        }
    }
}
