package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import java.util.List;
import java.util.Optional;

/// What came of a plan's packets.
///
/// @param replies in the order of sending
/// @param source  the worst of all replies
/// @param problem what an ICMP error or the kernel said, where something did
public record EchoReport(int sent, List<Reply> replies, TimestampSource source, Optional<Outcome.Failed> problem) {
    public EchoReport {
        replies = List.copyOf(replies);
    }

    /// @param sequence from 0
    /// @param hopLimit TTL or hop limit left, -1 where the method does not show it
    public record Reply(int sequence, double rttUs, int hopLimit) {}
}
