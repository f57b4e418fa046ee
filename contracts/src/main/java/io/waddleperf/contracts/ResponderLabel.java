package io.waddleperf.contracts;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a target answers besides its address, as its label `responder` says: `udp`, `throughput` or
/// both, each with its port where that is not the usual one, such as `udp:2000,throughput`.
///
/// What the label does not say so is not there: nobody may lose a target by a label.
public final class ResponderLabel {
    public static final String NAME = "responder";

    private static final Pattern PART = Pattern.compile("([a-z]+)(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private ResponderLabel() {}

    /// @param test that needs a responder
    /// @return where it is; empty where the target has none
    public static OptionalInt portOf(Target target, Test test) {
        String label = target.labels().getOrDefault(NAME, "");
        return Arrays.stream(label.split(",", -1))
                .map(part -> PART.matcher(part.strip()))
                .filter(part -> part.matches() && part.group(1).equals(test.wireName()))
                .mapToInt(part -> port(part, test))
                .filter(port -> port > 0 && port <= HIGHEST_PORT)
                .findFirst();
    }

    private static int port(Matcher part, Test test) {
        return part.group(2) == null ? usual(test) : Integer.parseInt(part.group(2));
    }

    private static int usual(Test test) {
        return switch (test) {
            case UDP -> UdpSpec.STAMP_PORT;
            case THROUGHPUT -> ThroughputSpec.IPERF_PORT;
            case PING, TCP, HTTP, DNS, TRACEROUTE, MTU, TLS, SYSTEM, SSH, PORTS, GRPC, SPEEDTEST, CAPTURE, UNKNOWN -> 0;
        };
    }
}
