package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Details;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.nativenet.TcpInfo;
import io.waddleperf.probe.nativenet.TcpSight;
import io.waddleperf.probe.throughput.DataStream.Way;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Watches the streams of a test while data flow, and tells each second of it.
public final class Intervals {
    private static final long SECOND_US = 1_000_000;

    /// A last part that is shorter than this says nothing by itself.
    private static final long SHORTEST_US = 100_000;

    private record Sent(long retransmits, double rttUs, long windowBytes) {}

    private final Streams streams;
    private final TcpSight sight;
    private final Onlooker onlooker;
    private final List<Details.Interval> told = new ArrayList<>();
    private final List<Double> rttsUs = new ArrayList<>();
    private long fromUs;
    private long forwardBytes;
    private long backwardBytes;
    private long retransmitsBefore;
    private final @Nullable String congestion;
    private final OptionalDouble minRttUs;
    private @Nullable Sent sent;

    /// Looks for the first time, so that it knows where to when data flow.
    ///
    /// @param onlooker told of each second when it is over
    public Intervals(Streams streams, TcpSight sight, Onlooker onlooker) {
        this.streams = streams;
        this.sight = sight;
        this.onlooker = onlooker;
        this.congestion = sending()
                .flatMap(tcp -> sight.congestionControl(tcp).stream())
                .findFirst()
                .orElse(null);
        this.minRttUs =
                infos().mapToDouble(TcpInfo::minRttUs).filter(us -> us > 0).min();
    }

    /// Of our TCP; null where it sends nothing or the kernel does not tell.
    @Nullable
    String congestion() {
        return congestion;
    }

    /// Before data flowed.
    OptionalDouble minRttUs() {
        return minRttUs;
    }

    /// Whether all that was sent is acknowledged, as far as the kernel tells.
    boolean arrived() {
        return infos().noneMatch(TcpInfo::underway);
    }

    /// To be called several times a second.
    public void look(long sinceStartUs) {
        sample();
        if (sinceStartUs - fromUs >= SECOND_US) {
            tell(sinceStartUs);
            onlooker.saw(told.getLast());
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
        var infos = infos().toList();
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

    private Stream<TcpInfo> infos() {
        return sending().flatMap(tcp -> sight.info(tcp).stream());
    }

    private Stream<SocketChannel> sending() {
        return streams.of(Way.OUT).stream().flatMap(stream -> stream.tcp().stream());
    }
}
