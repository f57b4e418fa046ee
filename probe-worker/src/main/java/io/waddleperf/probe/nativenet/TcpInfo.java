package io.waddleperf.probe.nativenet;

/// What the kernel knows of a TCP connection (`tcp_info`).
///
/// @param rttUs       the smoothed round trip
/// @param windowBytes the congestion window
/// @param retransmits segments sent again since the connection began
public record TcpInfo(long rttUs, long windowBytes, long retransmits) {}
