package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.TcpInfo;
import io.waddleperf.probe.nativenet.TcpSight;
import io.waddleperf.probe.throughput.DataStream.Way;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One test of a client that the server has taken.
///
/// PARAM_EXCHANGE, its parameters, CREATE_STREAMS, its streams, TEST_START, TEST_RUNNING, data until
/// its TEST_END, EXCHANGE_RESULTS, its results and ours, DISPLAY_RESULTS, its IPERF_DONE.
final class ServerRun {
    private static final int STEP_WITHIN_MS = 10_000;
    private static final int FAREWELL_WITHIN_MS = 1_000;

    /// For what a client still does when its time is over.
    private static final int GRACE_S = 10;

    private static final int MOST_OMIT_S = 10;

    /// No test takes longer, whatever the client does.
    static final long LONGEST_NANOS = 120_000_000_000L;

    /// In which no byte came or went, of a client that is gone or a path that is cut.
    private static final long STALLED_NANOS = 15_000_000_000L;

    private static final int LOOK_EVERY_MS = 1_000;

    private static final int TOO_LONG = 5;
    private static final int TOO_MANY_STREAMS = 6;
    private static final int NO_DATA = 144;
    private static final int NO_STREAM = 203;

    private final Control control;
    private final Cookie cookie;
    private final InetSocketAddress here;
    private final ThroughputLoad.Running turn;
    private final Ticker ticker;
    private volatile @Nullable Doors doors;

    /// @param here where the server listens
    /// @param turn told of the data alone: who only asks loads nothing
    ServerRun(Control control, Cookie cookie, InetSocketAddress here, ThroughputLoad.Running turn, Ticker ticker) {
        this.control = control;
        this.cookie = cookie;
        this.here = here;
        this.turn = turn;
        this.ticker = ticker;
    }

    /// Whether a connection with this cookie is a stream that it waits for.
    boolean takes(Cookie other) {
        return doors != null && cookie.same(other);
    }

    /// @param place in the order of connecting
    /// @return whether it is taken
    boolean offer(long place, SocketChannel channel) {
        var open = doors;
        return open != null && open.offer(place, channel);
    }

    /// Until both have each other's results.
    ///
    /// @throws Refusal what the client is to be told
    void run() throws IOException, InterruptedException {
        control.send(State.PARAM_EXCHANGE);
        var parameters = Parameters.of(control.message(STEP_WITHIN_MS));
        check(parameters);
        try (var sight = TcpSight.open();
                var streams = streams(parameters)) {
            streams.open();
            turn.flows();
            control.send(State.TEST_START);
            streams.start(Way.IN);
            control.send(State.TEST_RUNNING);
            streams.start(Way.OUT);
            var results = flow(parameters, streams, sight);
            streams.end(); // the client waits for it
            control.send(State.EXCHANGE_RESULTS);
            Results.of(control.message(STEP_WITHIN_MS));
            control.send(results.message());
        }
    }

    void farewell() throws IOException {
        control.send(State.DISPLAY_RESULTS);
        control.expect(State.IPERF_DONE, FAREWELL_WITHIN_MS);
    }

    private static void check(Parameters parameters) throws Refusal {
        if (parameters.parallel() < 1 || parameters.parallel() > ThroughputSpec.MOST_PARALLEL) {
            throw new Refusal(TOO_MANY_STREAMS, "too many streams");
        }
        if (parameters.seconds() > ThroughputSpec.MOST_SECONDS || parameters.omitSeconds() > MOST_OMIT_S) {
            throw new Refusal(TOO_LONG, "too long");
        }
    }

    private Streams streams(Parameters parameters) throws IOException, InterruptedException {
        try (var open = Doors.open(parameters, here, control.socket().getInetAddress(), ticker)) {
            doors = open;
            control.send(State.CREATE_STREAMS);
            return open.await(STEP_WITHIN_MS);
        } catch (SocketTimeoutException e) {
            throw new Refusal(NO_STREAM, String.valueOf(e.getMessage()));
        } finally {
            doors = null;
        }
    }

    private Results flow(Parameters parameters, Streams streams, TcpSight sight) throws IOException {
        long startNanos = ticker.nanos();
        var omitted = streams.all().stream().map(_ -> Counts.At.START).toList();
        boolean ended = parameters.omitSeconds() > 0 && endsWithin(parameters.omitSeconds() * 1_000, streams);
        if (parameters.omitSeconds() > 0 && !ended) {
            omitted = streams.all().stream().map(one -> one.counts().now()).toList();
            startNanos = ticker.nanos();
        }
        long most = parameters.seconds() == 0 ? ThroughputSpec.MOST_SECONDS : parameters.seconds();
        if (!ended && !endsWithin((int) (most + GRACE_S) * 1_000, streams)) {
            throw new Refusal(TOO_LONG, "the client did not end the test");
        }
        double seconds = (ticker.nanos() - startNanos) / 1e9;
        streams.stop(Way.OUT);
        return results(streams, omitted, seconds, sight);
    }

    /// Whether the client says so.
    private boolean endsWithin(int millis, Streams streams) throws IOException {
        long movedNanos = ticker.nanos();
        long before = -1;
        for (int leftMs = millis; leftMs > 0; leftMs -= LOOK_EVERY_MS) {
            if (ends(Math.min(leftMs, LOOK_EVERY_MS))) {
                return true;
            }
            long bytes = streams.bytes(Way.IN) + streams.bytes(Way.OUT);
            movedNanos = bytes == before ? movedNanos : ticker.nanos();
            before = bytes;
            if (ticker.nanos() - movedNanos > STALLED_NANOS) {
                throw new Refusal(NO_DATA, "no data came or went");
            }
        }
        return false;
    }

    private boolean ends(int millis) throws IOException {
        try {
            control.expect(State.TEST_END, millis);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static Results results(Streams streams, List<Counts.At> omitted, double seconds, TcpSight sight) {
        var results = new ArrayList<StreamResult>();
        String congestion = null;
        for (int i = 0; i < streams.all().size(); i++) {
            var stream = streams.all().get(i);
            long retransmits = -1;
            if (stream.channel() instanceof SocketChannel tcp) {
                congestion = sight.congestionControl(tcp).orElse(congestion);
                if (stream.way() == Way.OUT) {
                    retransmits = sight.info(tcp).map(TcpInfo::retransmits).orElse(-1L);
                }
            }
            results.add(result(stream, stream.counts().now().since(omitted.get(i)), retransmits, seconds));
        }
        return new Results(results, congestion);
    }

    private static StreamResult result(DataStream stream, Counts.At counted, long retransmits, double seconds) {
        long packets = stream.way() == Way.OUT ? counted.packets() : counted.highest();
        return new StreamResult(
                stream.id(),
                counted.bytes(),
                retransmits,
                counted.jitterNanos() / 1e9,
                counted.lost(),
                packets,
                seconds);
    }
}
