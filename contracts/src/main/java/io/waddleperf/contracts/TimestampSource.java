package io.waddleperf.contracts;

/// Which clock readings a measurement stands on, best first.
public enum TimestampSource implements WireName {
    /// The kernel stamped the packet when it left and when it came: no scheduling in the number.
    KERNEL_TX_RX("kernel-tx-rx"),
    /// The kernel stamped the answer, the process the question.
    KERNEL_RX("kernel-rx"),
    /// The kernel's own bookkeeping of a connection (`tcp_info`).
    KERNEL_TCP("kernel-tcp"),
    /// The process read its clock before and after.
    USER("user"),
    UNKNOWN("unknown");

    private final String wireName;

    TimestampSource(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
