package io.waddleperf.probe.packets;

import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Linux;

/// What kind of error an ICMP message of RFC 792 or RFC 4443 is.
public enum Icmp {
    TIME_EXCEEDED,
    /// "Fragmentation needed" or "packet too big"; [ExtendedError#info] is what would fit.
    TOO_BIG,
    UNREACHABLE,
    PORT_UNREACHABLE,
    OTHER;

    public static Icmp of(ExtendedError error) {
        return error.origin() == Linux.SO_EE_ORIGIN_ICMP6 ? v6(error) : v4(error);
    }

    private static Icmp v4(ExtendedError error) {
        return switch (error.type()) {
            case 3 ->
                switch (error.code()) {
                    case 3 -> PORT_UNREACHABLE;
                    case 4 -> TOO_BIG;
                    default -> UNREACHABLE;
                };
            case 11 -> error.code() == 0 ? TIME_EXCEEDED : OTHER;
            default -> OTHER;
        };
    }

    private static Icmp v6(ExtendedError error) {
        return switch (error.type()) {
            case 1 -> error.code() == 4 ? PORT_UNREACHABLE : UNREACHABLE;
            case 2 -> TOO_BIG;
            case 3 -> error.code() == 0 ? TIME_EXCEEDED : OTHER;
            default -> OTHER;
        };
    }
}
