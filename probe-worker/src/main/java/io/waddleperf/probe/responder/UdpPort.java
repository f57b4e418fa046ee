package io.waddleperf.probe.responder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;

/// On which port a reflector answers.
final class UdpPort {
    /// That of STAMP; where a process may not have it, the one that probes have by custom.
    static final List<Integer> STANDARD = List.of(862, 2_000);

    /// Opens a reflector.
    @FunctionalInterface
    interface Opening {
        StampReflector at(InetSocketAddress address) throws IOException;
    }

    private UdpPort() {}

    /// @param port empty for the first of [#STANDARD] that is free and allowed
    /// @throws IOException names each port that was tried with what is in the way
    static StampReflector bind(InetAddress host, OptionalInt port, Opening opening) throws IOException {
        var objections = new StringBuilder();
        for (int one : port.isPresent() ? List.of(port.getAsInt()) : STANDARD) {
            try {
                return opening.at(new InetSocketAddress(host, one));
            } catch (IOException e) {
                objections
                        .append(objections.isEmpty() ? "" : "; ")
                        .append("UDP port ")
                        .append(one);
                objections.append(": ").append(e.getMessage());
            }
        }
        throw new IOException(objections.toString());
    }
}
