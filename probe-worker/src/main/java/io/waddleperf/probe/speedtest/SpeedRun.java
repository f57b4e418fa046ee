package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.nativenet.TcpInfo;
import io.waddleperf.probe.nativenet.TcpSight;
import io.waddleperf.probe.throughput.Budget;
import io.waddleperf.probe.throughput.DataStream;
import io.waddleperf.probe.throughput.DataStream.Way;
import io.waddleperf.probe.throughput.Intervals;
import io.waddleperf.probe.throughput.Latency;
import io.waddleperf.probe.throughput.Streams;
import io.waddleperf.probe.throughput.TcpPump;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The data of one direction: connections are opened, the grace time passes, then what arrives is
/// counted. The round trips beside the data are measured meanwhile.
final class SpeedRun {
    /// A system call moves as much; more is no faster, and 16 connections must fit the probe's memory.
    static final int BLOCK_BYTES = 131_072;

    private static final int ANSWER_BYTES = 4_096;
    private static final long LOOK_EVERY_US = 100_000;

    /// While a number of bytes is watched for.
    private static final long WATCH_EVERY_US = 10_000;

    private final SpeedtestSpec spec;
    private final Dialer dialer;
    private final Latency latency;
    private final Onlooker onlooker;
    private final Pause pause;
    private final Way way;

    /// What goes on beside the data.
    ///
    /// @param onlooker told of each second of them
    record Beside(Latency latency, Onlooker onlooker) {}

    SpeedRun(SpeedtestSpec spec, Dialer dialer, Beside beside, Pause pause, Way way) {
        this.spec = spec;
        this.dialer = dialer;
        this.latency = beside.latency();
        this.onlooker = beside.onlooker();
        this.pause = pause;
        this.way = way;
    }

    /// Bytes that had arrived at a moment.
    private record Mark(long us, long bytes) {
        static final Mark START = new Mark(0, 0);
    }

    /// @param flowing told when data flow
    /// @throws UnexpectedAnswer where it is no server of speed tests, or a busy one
    Flow run(Runnable flowing) throws IOException, InterruptedException {
        try (var streams = open(flowing);
                var sight = TcpSight.open()) {
            var intervals = new Intervals(streams, sight, onlooker);
            var congestion = streams.all().getFirst().tcp().flatMap(sight::congestionControl);
            streams.open();
            long startNanos = dialer.ticker().nanos();
            streams.start(way);
            latency.startLoaded();
            Mark from;
            Mark until;
            List<Details.Interval> parts;
            try {
                from = flow(streams, sight, intervals, startNanos);
                until = mark(streams, sight, startNanos);
                parts = intervals.end(until.us());
            } finally {
                streams.stop(way);
                latency.close();
            }
            streams.check();
            double seconds = Math.max(1, until.us() - from.us()) / 1e6;
            return new Flow(
                    8 * Math.max(0, until.bytes() - from.bytes()) / seconds,
                    until.us(),
                    parts,
                    intervals.retransmits(),
                    congestion.orElse(null));
        }
    }

    /// Returns when the time is over, or all bytes have gone.
    ///
    /// @return from where on they count
    private Mark flow(Streams streams, TcpSight sight, Intervals intervals, long startNanos)
            throws IOException, InterruptedException {
        var from = Mark.START;
        boolean counting = spec.graceUs() == 0;
        long us = 0;
        while (us < spec.graceUs() + spec.durationUs() && !spent(streams)) {
            long most = spec.limitBytes() == null ? LOOK_EVERY_US : WATCH_EVERY_US;
            long next = counting ? spec.graceUs() + spec.durationUs() : spec.graceUs();
            pause.nanos(1_000 * Math.clamp(next - us, 1, most));
            us = us(startNanos);
            streams.check();
            if (spec.limitBytes() == null && streams.ended(way)) {
                throw new Dialer.TooLate("the test's time was over before its data were");
            }
            if (!counting && us >= spec.graceUs() && !spent(streams)) {
                counting = true;
                var now = mark(streams, sight, startNanos);
                from = now.bytes() > 0 ? now : Mark.START; // a slow connection is counted from its start
            }
            intervals.look(us);
        }
        return from;
    }

    private boolean spent(Streams streams) {
        return streams.ended(way) || (spec.limitBytes() != null && streams.bytes(way) >= spec.limitBytes() && back());
    }

    /// What waits in this machine has not arrived there.
    private Mark mark(Streams streams, TcpSight sight, long startNanos) {
        long bytes = streams.bytes(way);
        long us = us(startNanos);
        if (back()) {
            return new Mark(us, bytes);
        }
        long queued = streams.all().stream()
                .flatMap(stream -> stream.tcp().flatMap(sight::info).stream())
                .mapToLong(TcpInfo::queuedBytes)
                .sum();
        return new Mark(us, Math.max(0, bytes - queued));
    }

    private long us(long startNanos) {
        return (dialer.ticker().nanos() - startNanos) / 1_000;
    }

    private boolean back() {
        return way == Way.IN;
    }

    private Streams open(Runnable flowing) throws IOException, InterruptedException {
        var transfers = new Transfers(spec, dialer.backend(), dialer.ticker(), flowing);
        var budget = Budget.of(spec.limitBytes());
        var noise = back() ? ByteBuffer.allocate(0) : TcpPump.noise(BLOCK_BYTES);
        var streams = new ArrayList<DataStream>();
        for (var connection : connections()) {
            var pump =
                    back() ? transfers.download(connection) : transfers.upload(connection, noise.duplicate(), budget);
            streams.add(new DataStream(streams.size() + 1, way, connection, pump));
        }
        return new Streams(streams);
    }

    /// Opened at the same time, and asked for nothing once: that leaves no word of TLS unread.
    private List<ServerConnection> connections() throws IOException, InterruptedException {
        return Together.open(spec.parallel(), () -> {
            var connection = ServerConnection.open(
                    dialer, back() ? ByteBuffer.allocateDirect(BLOCK_BYTES) : ByteBuffer.allocate(ANSWER_BYTES));
            try {
                Transfers.ping(connection, dialer.backend());
                return connection;
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        });
    }
}
