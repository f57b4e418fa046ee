package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.TcpSight;
import io.waddleperf.probe.throughput.DataStream.Way;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// One test with a server that has taken it, from its parameters to its results.
final class ClientRun {
    private static final int STEP_WITHIN_MS = 10_000;
    private static final long LOOK_EVERY_US = 100_000;

    /// While a number of bytes is watched for.
    private static final long WATCH_EVERY_US = 1_000;

    /// What the first data take longer than this counts: lost packets are the path's.
    private static final long MOST_START_NANOS = 200_000_000;

    /// So long packets may still be on their way when the sender has stopped, and bytes that are
    /// acknowledged may wait until somebody reads them.
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
    /// @param onlooker told of each second while data flow
    Report run(Control control, Onlooker onlooker) throws IOException, InterruptedException {
        latency.idle();
        try (var sight = TcpSight.open()) { // takes its time, in which data could flow
            control.send(parameters.message());
            control.expect(State.CREATE_STREAMS, STEP_WITHIN_MS);
            try (var streams = new Opening(server, cookie, parameters, ticker).open(Budget.of(spec.limitBytes()))) {
                streams.open();
                streams.start(Way.IN);
                return run(control, streams, new Intervals(streams, sight, onlooker));
            }
        }
    }

    private Report run(Control control, Streams streams, Intervals intervals) throws IOException, InterruptedException {
        control.expect(State.TEST_START, STEP_WITHIN_MS);
        control.expect(State.TEST_RUNNING, STEP_WITHIN_MS);
        var window = flow(control, streams, intervals);
        var parts = intervals.end((long) (window.seconds() * 1e6));
        if (parameters.udp() || window.sending().acknowledged()) {
            TimeUnit.MILLISECONDS.sleep(UNDERWAY_MS);
        }
        var theirs = end(control, streams, intervals, window.seconds());
        return report(streams, theirs, window, intervals, parts);
    }

    private Window flow(Control control, Streams streams, Intervals intervals) throws IOException {
        long startNanos = ticker.nanos();
        streams.start(Way.OUT);
        latency.startLoaded();
        try {
            long us = 0;
            while (us < spec.durationUs() && !spent(streams, intervals)) {
                stayQuiet(control, Math.min(spec.durationUs() - us, lookEveryUs()));
                long before = us;
                us = (ticker.nanos() - startNanos) / 1_000;
                if (us / LOOK_EVERY_US > before / LOOK_EVERY_US) {
                    intervals.look(us);
                }
                streams.check();
            }
        } finally {
            streams.stop(Way.OUT);
            latency.stop();
        }
        return window(streams, intervals, startNanos);
    }

    private long lookEveryUs() {
        return spec.limitBytes() == null ? LOOK_EVERY_US : WATCH_EVERY_US;
    }

    private boolean spent(Streams streams, Intervals intervals) {
        return spec.limitBytes() != null
                && (acknowledged(streams, intervals) || streams.bytes(Way.IN) >= spec.limitBytes());
    }

    /// The end of the test would overtake what is still underway.
    private static boolean acknowledged(Streams streams, Intervals intervals) {
        return streams.ended(Way.OUT) && intervals.arrived();
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

    private Window window(Streams streams, Intervals intervals, long startNanos) {
        long endNanos = ticker.nanos();
        var in = streams.of(Way.IN);
        var received = in.stream().map(one -> one.counts().now()).toList();
        long firstNanos = in.stream()
                .flatMapToLong(one -> one.counts().firstNanos().stream())
                .min()
                .orElse(startNanos);
        long fromNanos = Math.min(firstNanos, startNanos + MOST_START_NANOS);
        boolean acknowledged = spec.limitBytes() != null && acknowledged(streams, intervals);
        return new Window(
                new Flows.Sending((endNanos - startNanos) / 1e9, idleRttUs(intervals) / 1e6, acknowledged),
                received,
                (endNanos - fromNanos) / 1e9);
    }

    /// The shortest that is known; 0 where none is.
    private double idleRttUs(Intervals intervals) {
        return DoubleStream.concat(
                        latency.idleUs().stream().mapToDouble(Double::doubleValue), intervals.minRttUs().stream())
                .min()
                .orElse(0);
    }

    /// The time that counts.
    ///
    /// @param received         in it, by each stream
    /// @param receivingSeconds since the first data came
    private record Window(Flows.Sending sending, List<Counts.At> received, double receivingSeconds) {
        double seconds() {
            return sending.seconds();
        }
    }

    /// @return what the server counted
    private Results end(Control control, Streams streams, Intervals intervals, double seconds)
            throws IOException, InterruptedException {
        control.send(State.TEST_END);
        latency.close();
        control.expect(State.EXCHANGE_RESULTS, STEP_WITHIN_MS);
        if (parameters.udp() && parameters.backward()) {
            TimeUnit.MILLISECONDS.sleep(UNDERWAY_MS);
        }
        control.send(ours(streams, seconds, intervals.congestion()).message());
        var theirs = Results.of(control.message(STEP_WITHIN_MS));
        control.expect(State.DISPLAY_RESULTS, STEP_WITHIN_MS);
        control.send(State.IPERF_DONE);
        return theirs;
    }

    private Report report(
            Streams streams, Results theirs, Window window, Intervals intervals, List<Details.Interval> parts)
            throws IOException {
        var flows = new Flows(parameters.udp(), theirs);
        var out = streams.of(Way.OUT);
        var in = streams.of(Way.IN);
        boolean pinged = !latency.loadedUs().isEmpty();
        return new Report(
                out.isEmpty() ? null : flows.forward(out, window.sending()),
                in.isEmpty() ? null : flows.backward(in, window.received(), window.receivingSeconds()),
                sum(intervals.retransmits(), flows.retransmits(in)),
                intervals.congestion(),
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

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isEmpty() ? other : OptionalLong.of(one.getAsLong() + other.orElse(0));
    }
}
