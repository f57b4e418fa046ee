package io.waddleperf.probe.throughput;

import io.waddleperf.probe.throughput.Report.Flow;
import java.util.List;
import java.util.OptionalLong;

/// Brings together what both ends counted.
///
/// What arrived counts, never what was sent: TCP takes some megabytes more from its sender than the
/// network carries.
final class Flows {
    /// A receiver whose clock of the test differs from ours by more than this is not believed.
    private static final double MOST_LATE_S = 15;

    private final boolean udp;
    private final Results server;

    Flows(boolean udp, Results server) {
        this.udp = udp;
        this.server = server;
    }

    /// @param streams of ours that sent
    /// @param seconds for which they did
    /// @throws IperfFormatException where the server does not tell of one
    Flow forward(List<DataStream> streams, double seconds) throws IperfFormatException {
        long bytes = 0;
        long sent = 0;
        long arrived = 0;
        double jitterS = 0;
        double receivedS = 0;
        for (var stream : streams) {
            var theirs = theirs(stream);
            bytes += theirs.bytes();
            sent += stream.counts().now().packets();
            arrived += Math.max(0, theirs.packets() - theirs.lost());
            jitterS += theirs.jitterS() / streams.size();
            receivedS = Math.max(receivedS, theirs.endS());
        }
        boolean believed = !udp && receivedS > seconds / 2 && receivedS < seconds + MOST_LATE_S;
        double rate = 8 * bytes / (believed ? receivedS : seconds);
        return new Flow(rate, sent, Math.max(0, sent - arrived), -1, jitterS * 1e6);
    }

    /// @param streams that received
    /// @param window  what they had at the end of the time that counts, in the same order
    /// @param seconds of that time
    Flow backward(List<DataStream> streams, List<Counts.At> window, double seconds) throws IperfFormatException {
        long bytes = window.stream().mapToLong(Counts.At::bytes).sum();
        long sent = 0;
        long lost = 0;
        long reordered = 0;
        double jitterNanos = 0;
        for (var stream : streams) {
            var ours = stream.counts().now();
            long theirs = Math.max(theirs(stream).packets(), ours.highest());
            sent += theirs;
            lost += Math.clamp(theirs - ours.packets(), 0, theirs);
            reordered += ours.reordered();
            jitterNanos += (double) ours.jitterNanos() / streams.size();
        }
        return new Flow(8 * bytes / seconds, sent, lost, reordered, jitterNanos / 1e3);
    }

    /// What the server sent again; empty where it does not tell.
    OptionalLong retransmits(List<DataStream> streams) throws IperfFormatException {
        long sum = 0;
        for (var stream : streams) {
            long theirs = theirs(stream).retransmits();
            if (theirs < 0) {
                return OptionalLong.empty();
            }
            sum += theirs;
        }
        return streams.isEmpty() || udp ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private StreamResult theirs(DataStream stream) throws IperfFormatException {
        return server.stream(stream.id())
                .orElseThrow(() -> new IperfFormatException("its results tell nothing of stream " + stream.id()));
    }
}
