package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import java.util.List;
import java.util.Optional;

/// What came of a plan's packets.
///
/// @param arrivals  all answers in the order of their coming, also those that came again or late
/// @param source    the worst of all first answers
/// @param strangers packets that came and are no answers to ours
/// @param problem   what an ICMP error or the kernel said, where something did
public record StampReport(
        int sent, List<Arrival> arrivals, TimestampSource source, int strangers, Optional<Outcome.Failed> problem) {
    public StampReport {
        arrivals = List.copyOf(arrivals);
    }

    /// One answer.
    ///
    /// @param sequence          ours, from [StampJournal#FIRST] on
    /// @param reflectorSequence the reflector's
    /// @param error             of the reflector's clock
    /// @param t1Ns              our packet left, by our clock
    /// @param t2Ns              it came to the reflector, by the reflector's clock
    /// @param t3Ns              the answer left the reflector
    /// @param t4Ns              the answer came, by our clock
    /// @param kind              whether it counts
    public record Arrival(
            int sequence,
            long reflectorSequence,
            ErrorEstimate error,
            long t1Ns,
            long t2Ns,
            long t3Ns,
            long t4Ns,
            Kind kind) {
        /// T4 - T1, the stay at the reflector counted in.
        long grossNs() {
            return t4Ns - t1Ns;
        }

        long turnaroundNs() {
            return t3Ns - t2Ns;
        }

        /// Whether the reflector's stamps can be true: it cannot have kept the packet for longer than
        /// we missed it, so its clock was set meanwhile, or it writes something else there.
        boolean believable() {
            return turnaroundNs() >= 0 && turnaroundNs() <= grossNs();
        }

        /// (T4 - T1) - (T3 - T2): the time on the way only.
        long netNs() {
            return believable() ? grossNs() - turnaroundNs() : grossNs();
        }
    }

    /// What an answer is.
    public enum Kind {
        /// The first to its packet, in time.
        FIRST,
        /// The first to its packet, after the timeout.
        LATE,
        /// Its packet had an answer before.
        AGAIN
    }

    /// The answers that count, in the order of their coming.
    public List<Arrival> firsts() {
        return arrivals.stream().filter(one -> one.kind() == Kind.FIRST).toList();
    }

    int count(Kind kind) {
        return (int) arrivals.stream().filter(one -> one.kind() == kind).count();
    }
}
