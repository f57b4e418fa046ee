package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.measure.Watchdog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Round trips by GETs of `empty.php` over a connection that is kept, as LibreSpeed's page measures
/// them: the server's time for an answer is in them.
final class HttpPings implements Prober<PingSpec>, AutoCloseable {
    static final String METHOD = "http-get";
    private static final Logger LOG = Logger.getLogger(HttpPings.class.getName());
    private static final int BUFFER_BYTES = 4_096;

    private final Dialer dialer;
    private final Pause pause;
    private @Nullable ServerConnection connection;

    HttpPings(Dialer dialer, Pause pause) {
        this.dialer = dialer;
        this.pause = pause;
    }

    /// How the first connection came about.
    ServerConnection connection() throws IOException {
        if (connection == null || !connection.carried().isOpen()) {
            connection = ServerConnection.open(dialer, ByteBuffer.allocate(BUFFER_BYTES));
        }
        return connection;
    }

    /// Microseconds each, of so many after the first, which prepares the connection; fewer where the time is over.
    List<Double> roundTrips(int count, long intervalNanos, Deadline deadline) throws IOException, InterruptedException {
        var kept = connection();
        var us = new ArrayList<Double>();
        Transfers.ping(kept, dialer.backend());
        for (int i = 0; i < count && !deadline.passed(); i++) {
            if (intervalNanos > 0) {
                pause.nanos(intervalNanos);
            }
            kept.begin(); // where the server keeps none, connecting is no part of it
            int before = kept.connections();
            long startNanos = dialer.ticker().nanos();
            Transfers.ping(kept, dialer.backend());
            if (kept.connections() == before) { // else it was asked twice, and a connection set up between
                us.add((dialer.ticker().nanos() - startNanos) / 1_000.0);
            }
        }
        return us;
    }

    /// Nothing where one failed.
    @Override
    public Measurement run(PingSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        try (var _ = Watchdog.over(connection().carried().socket(), deadline)) {
            var trips = new RoundTrips(roundTrips(spec.count(), spec.intervalUs() * 1_000, deadline));
            return new Measurement(
                    new Outcome.Measured(),
                    Metrics.NONE,
                    trips.samples(),
                    null,
                    new Measurement.How(TimestampSource.USER, METHOD, "http/1.1"));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("during a round trip");
            }
            LOG.log(Level.FINE, "a round trip beside the data", e);
            pause.nanos(spec.intervalUs() * 1_000); // not in a hot loop
            return Measurement.notRun(new Outcome.Unsupported("no round trips"));
        }
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
    }
}
