package io.waddleperf.probe.traceroute;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of all packets of a run.
///
/// @param protocol what was really spoken: `icmp`, `udp` or `tcp`
/// @param trials   in the order of sending
/// @param source   the worst of all answers
/// @param problem  what the kernel said where it would not send
record TraceReport(
        String method, String protocol, List<Trial> trials, TimestampSource source, Optional<Outcome.Failed> problem) {
    TraceReport {
        trials = List.copyOf(trials);
    }

    /// One packet; no answer in time where null.
    record Trial(int ttl, @Nullable Answer answer) {}

    /// @param by null where the kernel does not know who
    record Answer(@Nullable InetAddress by, Reading reading, double rttUs) {}
}
