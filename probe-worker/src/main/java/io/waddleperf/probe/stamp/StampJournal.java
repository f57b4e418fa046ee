package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.ping.EchoClock;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a run's packets and keeps the book of what comes back. Sends nothing itself.
final class StampJournal {
    /// The number of the first packet. A session begins with 0, and to a reflector ours looks like
    /// one whose first packet was lost: one that keeps its own count is always behind our numbers,
    /// one that copies them never is. Else the two could not be told apart while all packets reach it.
    static final int FIRST = 1;

    /// So many answers beyond one a packet are remembered; more is a flood, not a finding.
    private static final int MOST_EXTRA = 1_000;

    private record Coming(int index, StampPacket.Answer answer, boolean again) {}

    private final StampPlan plan;
    private final @Nullable EchoClock[] clocks;
    private final long[] stamps;
    private final List<Coming> comings = new ArrayList<>();
    private int sent;
    private int answered;
    private int strangers;
    private Outcome.@Nullable Failed problem;

    StampJournal(StampPlan plan) {
        this.plan = plan;
        this.clocks = new EchoClock[plan.count()];
        this.stamps = new long[plan.count()];
    }

    int sent() {
        return sent;
    }

    boolean allSent() {
        return sent == plan.count();
    }

    boolean allAnswered() {
        return answered == plan.count();
    }

    boolean noneAnswered() {
        return answered == 0;
    }

    /// Writes the next packet.
    ///
    /// @param packet   of the plan's size
    /// @param userTxNs realtime, just before sending
    /// @param nanos    monotonic, likewise
    /// @return its index, from 0
    int writeNext(MemorySegment packet, long userTxNs, long nanos) {
        packet.fill((byte) 0);
        rewrite(packet, sent, userTxNs, nanos);
        return sent++;
    }

    /// Writes a packet again that could not be sent.
    void rewrite(MemorySegment packet, int index, long userTxNs, long nanos) {
        clocks[index] = new EchoClock(userTxNs, nanos);
        stamps[index] = NtpTime.ofNs(userTxNs);
        StampPacket.writeQuestion(packet, FIRST + index, stamps[index], plan.error(), plan.ssid());
        plan.token().ifPresent(token -> token.sign(packet));
    }

    /// The kernel says when a packet left.
    void left(int index, long stampNs) {
        clock(index).left(stampNs);
    }

    /// @param packet   as it came
    /// @param stampNs  when the kernel got it, 0 where it does not tell
    /// @param nowNanos monotonic
    void came(MemorySegment packet, long stampNs, long nowNanos, int hopLimit) {
        var answer = StampPacket.readAnswer(packet);
        if (answer.isEmpty() || !isOurs(answer.get())) {
            strangers++;
            return;
        }
        int index = (int) answer.get().senderSequence() - FIRST;
        boolean again = clock(index).answered();
        if (!again) {
            clock(index).answered(stampNs, nowNanos, hopLimit);
            answered++;
        }
        if (comings.size() < plan.count() + MOST_EXTRA) {
            comings.add(new Coming(index, answer.get(), again));
        }
    }

    /// Our timestamp comes back unchanged, so who did not see the packet cannot answer it.
    private boolean isOurs(StampPacket.Answer answer) {
        long index = answer.senderSequence() - FIRST;
        return index >= 0 && index < sent && stamps[(int) index] == answer.senderStamp();
    }

    /// Only the first is told.
    void note(Outcome.Failed failed) {
        if (problem == null) {
            problem = failed;
        }
    }

    StampReport report() {
        var arrivals = new ArrayList<StampReport.Arrival>(comings.size());
        var source = TimestampSource.KERNEL_TX_RX;
        for (var coming : comings) {
            var clock = clock(coming.index());
            arrivals.add(arrival(coming, clock));
            source = clock.source().compareTo(source) > 0 ? clock.source() : source; // best comes first
        }
        return new StampReport(
                sent,
                arrivals,
                comings.isEmpty() ? TimestampSource.USER : source,
                strangers,
                Optional.ofNullable(problem));
    }

    private StampReport.Arrival arrival(Coming coming, EchoClock clock) {
        var kind = coming.again()
                ? StampReport.Kind.AGAIN
                : clock.rttNs() > plan.timeoutNanos() ? StampReport.Kind.LATE : StampReport.Kind.FIRST;
        return new StampReport.Arrival(
                FIRST + coming.index(),
                coming.answer().sequence(),
                coming.answer().error(),
                clock.sentNs(),
                coming.answer().receivedAtNs(),
                coming.answer().sentAtNs(),
                clock.receivedNs(),
                kind);
    }

    private EchoClock clock(int index) {
        return Objects.requireNonNull(clocks[index], "not sent yet");
    }
}
