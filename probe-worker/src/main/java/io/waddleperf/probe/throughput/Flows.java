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

    /// How long data were sent, by the sender's clock.
    ///
    /// @param seconds      from the first byte until the sender said that the test has ended
    /// @param idleRttS     0 where it is not known
    /// @param acknowledged whether it said so when all had arrived, not when the time was over
    record Sending(double seconds, double idleRttS, boolean acknowledged) {}

    /// @param streams of ours that sent
    /// @throws IperfFormatException where the server does not tell of one
    Flow forward(List<DataStream> streams, Sending sending) throws IperfFormatException {
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
        double rate = 8 * bytes / (udp ? sending.seconds() : arrivingS(sending, receivedS));
        return new Flow(rate, sent, Math.max(0, sent - arrived), -1, jitterS * 1e6);
    }

    /// For how long data arrived.
    ///
    /// The server's clock starts when it lets the client begin, which is a round trip before the first
    /// byte is there (iperf3 divides by that, too), and stops with the client's word, which waits in the
    /// queues behind the data. An acknowledgement comes half a round trip after the last byte arrived.
    private static double arrivingS(Sending sending, double receivedS) {
        double seconds = sending.seconds();
        if (sending.acknowledged()) {
            return Math.max(seconds / 2, seconds - sending.idleRttS());
        }
        return receivedS < seconds + MOST_LATE_S ? Math.max(seconds, receivedS - sending.idleRttS()) : seconds;
    }

    /// @param streams that received
    /// @param window  what they had at the end of the time that counts, in the same order
    /// @param seconds from the first data to the end of that time
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
