package io.waddleperf.probe.ping;

import org.jspecify.annotations.Nullable;

/// One echo request of a run, from when it got its sequence number.
final class EchoRequest {
    private final EchoRun run;
    private final Echo.Mark mark;
    private @Nullable EchoClock clock;
    private int stampNumber = -1;
    private long deadlineNanos;
    private boolean refused;
    private boolean doubtful;

    EchoRequest(EchoRun run, Echo.Mark mark) {
        this.run = run;
        this.mark = mark;
    }

    EchoRun run() {
        return run;
    }

    Echo.Mark mark() {
        return mark;
    }

    /// @param userTxNs  realtime, just before sending
    /// @param sentNanos monotonic, just before sending
    void leaves(long userTxNs, long sentNanos) {
        clock = new EchoClock(userTxNs, sentNanos);
        deadlineNanos = sentNanos + run.plan().timeoutNanos();
    }

    /// @param number of its transmit stamp, as the socket counts them
    void left(int number) {
        stampNumber = number;
    }

    /// The kernel took it not.
    void refused() {
        refused = true;
    }

    /// @return whether the stamp is this request's
    boolean stamped(int number, long stampNs) {
        if (clock == null || stampNumber != number) {
            return false;
        }
        clock.left(stampNs);
        return true;
    }

    /// When it leaves or left; null before.
    @Nullable
    EchoClock clock() {
        return clock;
    }

    /// @return whether it is the first
    boolean answer(long stampNs, long nowNanos, int hopLimit) {
        if (clock == null || clock.answered()) {
            return false;
        }
        clock.answered(stampNs, nowNanos, hopLimit);
        if (!clock.stampedOnLeaving()) {
            run.stamping(false);
        }
        return true;
    }

    boolean answered() {
        return clock != null && clock.answered();
    }

    /// The kernel threw packets away since then; an answer to this may have been among them.
    void doubt(long sinceNanos) {
        doubtful |= clock != null && !clock.answered() && deadlineNanos - sinceNanos >= 0;
    }

    /// Whether it is not known that the network lost it.
    boolean doubtful() {
        return doubtful && !answered();
    }

    /// Whether an answer can still count: then its sequence number is taken.
    boolean awaited(long nowNanos, long graceNanos) {
        return !refused && !run.ended() && !answered() && (clock == null || nowNanos - deadlineNanos <= graceNanos);
    }
}
