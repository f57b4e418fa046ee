package io.waddleperf.probe.capture;

import java.util.List;

/// What a capture came to.
///
/// @param bytes      of the packets on the wire, from their network header on
/// @param fileBytes  of the file
/// @param full       whether it ended because the file was
/// @param interfaces names
record CaptureReport(long packets, long bytes, long dropped, long fileBytes, boolean full, List<String> interfaces) {
    CaptureReport {
        interfaces = List.copyOf(interfaces);
    }
}
