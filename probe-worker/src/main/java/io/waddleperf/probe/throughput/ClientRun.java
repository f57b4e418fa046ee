package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.TcpSight;
import io.waddleperf.probe.throughput.DataStream.Way;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One test with a server that has taken it, from its parameters to its results.
final class ClientRun {
    private static final int STEP_WITHIN_MS = 10_000;
    private static final int LOOK_EVERY_MS = 100;

    /// While a number of bytes is watched for.
    private static final int WATCH_EVERY_MS = 10;

    /// So long packets may still be on their way when the sender has stopped.
    private static final long UNDERWAY_MS = 200;

    private final ThroughputSpec spec;
    private final Parameters parameters;
    private final InetSocketAddress server;
    private final Cookie cookie;
    private final Latency latency;
    private final Ticker ticker;

    ClientRun(ThroughputSpec spec, InetSocketAddress server, Cookie cookie, Latency latency, Ticker ticker) {
        this.spec = spec;
        this.parameters = Parameters.of(spec);
        this.server = server;
        this.cookie = cookie;
        this.latency = latency;
        this.ticker = ticker;
    }

    /// @param control on which the server asked for the parameters
    Report run(Control control) throws IOException, InterruptedException {
        latency.idle();
        control.send(parameters.message());
        control.expect(State.CREATE_STREAMS, STEP_WITHIN_MS);
        try (var streams = new Opening(server, cookie, parameters, ticker).open(Budget.of(spec.limitBytes()));
                var sight = TcpSight.open()) {
            streams.start(Way.IN);
            var intervals = new Intervals(streams, sight);
            var congestion = congestion(streams, sight);
            control.expect(State.TEST_START, STEP_WITHIN_MS);
            control.expect(State.TEST_RUNNING, STEP_WITHIN_MS);
            double seconds = flow(control, streams, intervals);
            return end(control, streams, intervals, seconds, congestion);
        }
    }

    /// @return for how many seconds data flowed
    private double flow(Control control, Streams streams, Intervals intervals) throws IOException {
        long startNanos = ticker.nanos();
        streams.start(Way.OUT);
        latency.startLoaded();
        try {
            long us = 0;
            while (us < spec.durationUs() && !spent(streams)) {
                stayQuiet(control, Math.min(spec.durationUs() - us, lookEveryUs()));
                us = (ticker.nanos() - startNanos) / 1_000;
                intervals.look(us);
                streams.check();
            }
        } finally {
            streams.stop(Way.OUT);
            latency.close();
        }
        return (ticker.nanos() - startNanos) / 1e9;
    }

    private long lookEveryUs() {
        return 1_000L * (spec.limitBytes() == null ? LOOK_EVERY_MS : WATCH_EVERY_MS);
    }

    private boolean spent(Streams streams) {
        return streams.ended(Way.OUT) || (spec.limitBytes() != null && streams.bytes(Way.IN) >= spec.limitBytes());
    }

    /// While data flow the server has nothing to say, but that it gives up.
    private static void stayQuiet(Control control, long us) throws IOException {
        try {
            var state = control.next((int) Math.max(1, us / 1_000));
            throw new IperfFormatException("it went on with " + state + " while data flowed");
        } catch (SocketTimeoutException _) {
            return; // as it should be
        }
    }

    private Report end(
            Control control, Streams streams, Intervals intervals, double seconds, @Nullable String congestion)
            throws IOException, InterruptedException {
        var parts = intervals.end((long) (seconds * 1e6));
        var window = streams.of(Way.IN).stream().map(one -> one.counts().now()).toList();
        if (parameters.udp()) {
            TimeUnit.MILLISECONDS.sleep(UNDERWAY_MS);
        }
        control.send(State.TEST_END);
        control.expect(State.EXCHANGE_RESULTS, STEP_WITHIN_MS);
        if (parameters.udp() && parameters.backward()) {
            TimeUnit.MILLISECONDS.sleep(UNDERWAY_MS);
        }
        control.send(ours(streams, seconds, congestion).message());
        var theirs = Results.of(control.message(STEP_WITHIN_MS));
        control.expect(State.DISPLAY_RESULTS, STEP_WITHIN_MS);
        control.send(State.IPERF_DONE);
        return report(streams, theirs, new Window(window, seconds), intervals, congestion, parts);
    }

    private record Window(List<Counts.At> received, double seconds) {}

    private Report report(
            Streams streams,
            Results theirs,
            Window window,
            Intervals intervals,
            @Nullable String congestion,
            List<Details.Interval> parts)
            throws IOException {
        var flows = new Flows(parameters.udp(), theirs);
        var out = streams.of(Way.OUT);
        var in = streams.of(Way.IN);
        boolean pinged = !latency.loadedUs().isEmpty();
        return new Report(
                out.isEmpty() ? null : flows.forward(out, window.seconds()),
                in.isEmpty() ? null : flows.backward(in, window.received(), window.seconds()),
                sum(intervals.retransmits(), flows.retransmits(in)),
                congestion,
                in.isEmpty() || parameters.udp() ? null : theirs.congestion(),
                latency.idleUs(),
                pinged ? latency.loadedUs() : intervals.rttsUs(),
                pinged || intervals.rttsUs().isEmpty() ? latency.method() : "tcp-info",
                parts);
    }

    private Results ours(Streams streams, double seconds, @Nullable String congestion) {
        return new Results(
                streams.all().stream().map(one -> result(one, seconds)).toList(), congestion);
    }

    private static StreamResult result(DataStream stream, double seconds) {
        var now = stream.counts().now();
        long packets = stream.way() == Way.OUT ? now.packets() : now.highest();
        return new StreamResult(stream.id(), now.bytes(), -1, now.jitterNanos() / 1e9, now.lost(), packets, seconds);
    }

    private static @Nullable String congestion(Streams streams, TcpSight sight) {
        for (var stream : streams.of(Way.OUT)) {
            if (stream.channel() instanceof SocketChannel tcp) {
                return sight.congestionControl(tcp).orElse(null);
            }
        }
        return null;
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isEmpty() ? other : OptionalLong.of(one.getAsLong() + other.orElse(0));
    }
}
