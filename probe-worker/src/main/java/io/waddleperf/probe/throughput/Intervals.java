package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Details;
import io.waddleperf.probe.nativenet.TcpInfo;
import io.waddleperf.probe.nativenet.TcpSight;
import io.waddleperf.probe.throughput.DataStream.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Watches the streams of a test while data flow, and tells each second of it.
public final class Intervals {
    private static final long SECOND_US = 1_000_000;

    /// A last part that is shorter than this says nothing by itself.
    private static final long SHORTEST_US = 100_000;

    private record Sent(long retransmits, double rttUs, long windowBytes) {}

    private final Streams streams;
    private final TcpSight sight;
    private final List<Details.Interval> told = new ArrayList<>();
    private final List<Double> rttsUs = new ArrayList<>();
    private long fromUs;
    private long forwardBytes;
    private long backwardBytes;
    private long retransmitsBefore;
    private @Nullable Sent sent;

    public Intervals(Streams streams, TcpSight sight) {
        this.streams = streams;
        this.sight = sight;
    }

    /// To be called several times a second.
    public void look(long sinceStartUs) {
        sample();
        if (sinceStartUs - fromUs >= SECOND_US) {
            tell(sinceStartUs);
        }
    }

    /// @param sinceStartUs when the data ended
    public List<Details.Interval> end(long sinceStartUs) {
        sample();
        if (told.isEmpty() || sinceStartUs - fromUs >= SHORTEST_US) {
            tell(sinceStartUs);
        }
        return told;
    }

    /// TCP's own round trips, each time that was looked.
    List<Double> rttsUs() {
        return rttsUs;
    }

    /// Of all our TCP streams; empty where nobody counts them.
    public OptionalLong retransmits() {
        return sent == null ? OptionalLong.empty() : OptionalLong.of(sent.retransmits());
    }

    private void tell(long untilUs) {
        double seconds = Math.max(1, untilUs - fromUs) / 1e6;
        long forward = streams.bytes(Way.OUT);
        long backward = streams.bytes(Way.IN);
        var now = sent;
        told.add(new Details.Interval(
                fromUs,
                untilUs,
                streams.of(Way.OUT).isEmpty() ? null : 8 * (forward - forwardBytes) / seconds,
                streams.of(Way.IN).isEmpty() ? null : 8 * (backward - backwardBytes) / seconds,
                now == null ? null : (Long) Math.max(0, now.retransmits() - retransmitsBefore),
                now == null ? null : (Double) now.rttUs(),
                now == null ? null : (Long) now.windowBytes()));
        fromUs = untilUs;
        forwardBytes = forward;
        backwardBytes = backward;
        retransmitsBefore = now == null ? 0 : now.retransmits();
    }

    private void sample() {
        List<TcpInfo> infos = streams.of(Way.OUT).stream()
                .flatMap(stream -> stream.tcp().flatMap(sight::info).stream())
                .toList();
        if (infos.isEmpty()) {
            return;
        }
        double rttUs = infos.stream().mapToLong(TcpInfo::rttUs).average().orElseThrow();
        rttsUs.add(rttUs);
        sent = new Sent(
                infos.stream().mapToLong(TcpInfo::retransmits).sum(),
                rttUs,
                infos.stream().mapToLong(TcpInfo::windowBytes).sum());
    }
}
