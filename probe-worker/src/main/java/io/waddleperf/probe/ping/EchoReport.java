package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What came of a plan's packets.
///
/// @param sent      the requests of which it is known that they left and whether they were answered
/// @param replies   in the order of sending
/// @param withheld  the numbers of those that this machine lost: no room to send, or the answer may have
///                  been thrown away here; never counted as loss of the network
/// @param source    the worst of all replies
/// @param problem   what an ICMP error or the kernel said, where something did
/// @param underLoad this machine was late, or had to withhold
public record EchoReport(
        int sent,
        List<Reply> replies,
        List<Integer> withheld,
        TimestampSource source,
        Optional<Outcome.Failed> problem,
        boolean underLoad) {
    public EchoReport {
        replies = List.copyOf(replies);
        withheld = List.copyOf(withheld);
    }

    /// Of a method that withholds nothing.
    EchoReport(int sent, List<Reply> replies, TimestampSource source, Optional<Outcome.Failed> problem) {
        this(sent, replies, List.of(), source, problem, false);
    }

    /// @param sequence from 0
    /// @param hopLimit TTL or hop limit left, -1 where the method does not show it
    public record Reply(int sequence, double rttUs, int hopLimit) {}

    /// The numbers of the requests that the network lost.
    List<Integer> lost() {
        var told = new HashSet<>(withheld);
        replies.forEach(reply -> told.add(reply.sequence()));
        return IntStream.range(0, sent + withheld.size())
                .filter(number -> !told.contains(number))
                .boxed()
                .toList();
    }
}
