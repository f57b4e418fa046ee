package io.waddleperf.probe.traceroute;

import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.packets.Icmp;
import java.net.InetAddress;

/// What one answer says of the way.
///
/// @param note as traceroute prints it, such as `!N`, `!H`, `!X`; mostly empty
record Reading(Step step, String note) {
    /// The target answered as it should.
    static final Reading REPLY = new Reading(Step.TARGET, "");

    /// How far the packet came.
    enum Step {
        HOP,
        TARGET,
        /// Somebody before the target says that no way leads on.
        DEAD_END
    }

    static Reading of(ExtendedError error, InetAddress target) {
        var step = target.equals(error.offender()) ? Step.TARGET : Step.DEAD_END;
        return switch (Icmp.of(error)) {
            case TIME_EXCEEDED -> new Reading(Step.HOP, "");
            case PORT_UNREACHABLE -> new Reading(step, step == Step.TARGET ? "" : "!" + error.code());
            case TOO_BIG -> new Reading(step, "!F");
            case UNREACHABLE -> new Reading(step, error.origin() == Linux.SO_EE_ORIGIN_ICMP6 ? v6(error) : v4(error));
            case OTHER -> new Reading(step, "!" + error.type() + '-' + error.code());
        };
    }

    /// The codes of RFC 792, RFC 1122 and RFC 1812.
    private static String v4(ExtendedError error) {
        return switch (error.code()) {
            case 0, 6, 11 -> "!N";
            case 1, 7, 8, 12 -> "!H";
            case 2 -> "!P";
            case 5 -> "!S";
            case 9, 10, 13 -> "!X";
            case 14 -> "!V";
            case 15 -> "!C";
            default -> "!" + error.code();
        };
    }

    /// The codes of RFC 4443.
    private static String v6(ExtendedError error) {
        return switch (error.code()) {
            case 0 -> "!N";
            case 1, 5, 6 -> "!X";
            case 2, 3 -> "!H";
            default -> "!" + error.code();
        };
    }
}
