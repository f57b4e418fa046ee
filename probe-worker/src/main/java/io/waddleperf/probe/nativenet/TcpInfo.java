package io.waddleperf.probe.nativenet;

/// What the kernel knows of a TCP connection (`tcp_info`).
///
/// @param rttUs       the smoothed round trip
/// @param windowBytes the congestion window
/// @param retransmits segments sent again since the connection began
/// @param queuedBytes given to the kernel and not acknowledged by the other side, to a segment; 0 where
///                    the kernel is older than 4.6
public record TcpInfo(long rttUs, long windowBytes, long retransmits, long queuedBytes) {}
