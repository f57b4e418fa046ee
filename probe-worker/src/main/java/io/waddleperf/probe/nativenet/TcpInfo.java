package io.waddleperf.probe.nativenet;

/// What the kernel knows of a TCP connection (`tcp_info`).
///
/// @param rttUs       the smoothed round trip
/// @param minRttUs    the shortest round trip of the last minutes; 0 before Linux 4.6
/// @param windowBytes the congestion window
/// @param retransmits segments sent again since the connection began
/// @param queuedBytes given to the kernel and not acknowledged by the other side, to a segment; 0 where
///                    the kernel is older than 4.6
public record TcpInfo(long rttUs, long minRttUs, long windowBytes, long retransmits, long queuedBytes) {
    /// Whether anything that was written is not acknowledged yet.
    public boolean underway() {
        return queuedBytes > 0;
    }
}
