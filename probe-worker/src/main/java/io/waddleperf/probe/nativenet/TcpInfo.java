package io.waddleperf.probe.nativenet;

/// What the kernel knows of a TCP connection (`tcp_info`).
///
/// @param rttUs       the smoothed round trip
/// @param minRttUs    the shortest round trip of the last minutes; 0 before Linux 4.6
/// @param windowBytes the congestion window
/// @param retransmits segments sent again since the connection began
/// @param underway    whether anything that was written is not acknowledged yet
public record TcpInfo(long rttUs, long minRttUs, long windowBytes, long retransmits, boolean underway) {}
