package io.waddleperf.probe.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Linux;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
    private static final InetAddress TARGET = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress ROUTER = InetAddress.ofLiteral("192.0.2.1");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "4, 11, 0, router, HOP,      ''",
                "4, 3,  3, target, TARGET,   ''",
                "4, 3,  3, router, DEAD_END, !3",
                "4, 3, 10, target, TARGET,   !X",
                "4, 3,  0, router, DEAD_END, !N",
                "4, 3,  1, router, DEAD_END, !H",
                "4, 3,  2, target, TARGET,   !P",
                "4, 3,  4, router, DEAD_END, !F",
                "4, 3, 13, router, DEAD_END, !X",
                "4, 3, 13, nobody, DEAD_END, !X",
                "4, 3, 99, router, DEAD_END, !99",
                "4, 12, 0, router, DEAD_END, !12-0",
                "6, 3,  0, router, HOP,      ''",
                "6, 1,  4, target, TARGET,   ''",
                "6, 1,  0, router, DEAD_END, !N",
                "6, 1,  1, router, DEAD_END, !X",
                "6, 1,  3, router, DEAD_END, !H",
                "6, 2,  0, router, DEAD_END, !F",
                "6, 4,  1, router, DEAD_END, !4-1",
            })
    void readsIcmp(int version, int type, int code, String by, Reading.Step step, String note) {
        int origin = version == 6 ? Linux.SO_EE_ORIGIN_ICMP6 : Linux.SO_EE_ORIGIN_ICMP;
        var offender = switch (by) {
            case "target" -> TARGET;
            case "router" -> ROUTER;
            default -> null;
        };
        var error = new ExtendedError(0, origin, type, code, 0, 0, offender);
        assertEquals(new Reading(step, note), Reading.of(error, TARGET));
    }
}
