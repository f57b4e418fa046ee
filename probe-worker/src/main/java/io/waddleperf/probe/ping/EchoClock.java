package io.waddleperf.probe.ping;

import io.waddleperf.contracts.TimestampSource;

/// The timestamps of one echo request and its reply, and the best round-trip time they give.
///
/// Kernel stamps and `userTxNs` are of the realtime clock, which may be set meanwhile; the two
/// monotonic readings enclose the round trip, so a kernel time that does not fit between them is
/// not believed.
public final class EchoClock {
    private static final long ROUNDING_NS = 1_000;

    private final long userTxNs;
    private final long sentNanos;
    private long kernelTxNs;
    private long kernelRxNs;
    private long receivedNanos;
    private boolean answered;
    private int hopLimit = -1;

    /// @param userTxNs  realtime, just before sending
    /// @param sentNanos monotonic, just before sending
    public EchoClock(long userTxNs, long sentNanos) {
        this.userTxNs = userTxNs;
        this.sentNanos = sentNanos;
    }

    public void left(long stampNs) {
        if (stampNs >= userTxNs) { // else it is of an earlier packet
            kernelTxNs = stampNs;
        }
    }

    boolean stampedOnLeaving() {
        return kernelTxNs > 0;
    }

    /// @param stampNs 0 where the kernel gave none
    public void answered(long stampNs, long nowNanos, int hopLimitLeft) {
        answered = true;
        kernelRxNs = stampNs;
        receivedNanos = nowNanos;
        hopLimit = hopLimitLeft;
    }

    public boolean answered() {
        return answered;
    }

    int hopLimit() {
        return hopLimit;
    }

    public TimestampSource source() {
        if (believable(kernelRxNs - kernelTxNs) && kernelTxNs > 0) {
            return TimestampSource.KERNEL_TX_RX;
        }
        return believable(kernelRxNs - userTxNs) ? TimestampSource.KERNEL_RX : TimestampSource.USER;
    }

    public long rttNs() {
        return switch (source()) {
            case KERNEL_TX_RX -> kernelRxNs - kernelTxNs;
            case KERNEL_RX -> kernelRxNs - userTxNs;
            case KERNEL_TCP, USER, UNKNOWN -> receivedNanos - sentNanos;
        };
    }

    /// When the request left, realtime.
    public long sentNs() {
        return source() == TimestampSource.KERNEL_TX_RX ? kernelTxNs : userTxNs;
    }

    /// When the reply came, realtime: so long after [#sentNs] as [#rttNs] says.
    public long receivedNs() {
        return sentNs() + rttNs();
    }

    private boolean believable(long kernelRttNs) {
        return kernelRxNs > 0 && kernelRttNs >= 0 && kernelRttNs <= receivedNanos - sentNanos + ROUNDING_NS;
    }
}
