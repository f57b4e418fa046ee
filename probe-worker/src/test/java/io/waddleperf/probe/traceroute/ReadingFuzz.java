package io.waddleperf.probe.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Linux;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.random.RandomGenerator;

/// Errors that routers and targets send: origin, type, code and who it was, a byte each.
public final class ReadingFuzz implements FuzzTarget {
    private static final int BYTES = 4;
    private static final int NOBODY = 3;
    private static final InetAddress TARGET = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress ROUTER = InetAddress.ofLiteral("192.0.2.254");

    @Override
    public String name() {
        return "ICMP errors of traceroute";
    }

    @Override
    public List<String> parsers() {
        return List.of("traceroute.Reading", "packets.Icmp");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        boolean v6 = random.nextBoolean();
        int type = Texts.one(v6 ? List.of(1, 2, 3, 4, 129) : List.of(0, 3, 3, 11, 12), random);
        byte[] error = {
            (byte) (v6 ? Linux.SO_EE_ORIGIN_ICMP6 : Linux.SO_EE_ORIGIN_ICMP),
            (byte) type,
            (byte) random.nextInt(17),
            (byte) random.nextInt(BYTES)
        };
        return Texts.broken(error, random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length < BYTES) {
            throw new IOException("no error");
        }
        int who = input[3] & NOBODY;
        var offender = who == NOBODY ? null : who == 0 ? TARGET : ROUTER;
        var error = new ExtendedError(111, input[0] & 0xFF, input[1] & 0xFF, input[2] & 0xFF, 0, 0, offender);
        var reading = Reading.of(error, TARGET);
        assertTrue(reading.note().matches("|![NHPSXVCF]|!\\d{1,3}(-\\d{1,3})?"), reading::toString);
        boolean exceeded = reading.step() == Reading.Step.HOP;
        assertTrue(!exceeded || (reading.note().isEmpty() && (error.type() == 11 || error.type() == 3)));
        if (!exceeded) {
            assertEquals(TARGET.equals(offender) ? Reading.Step.TARGET : Reading.Step.DEAD_END, reading.step());
            assertTrue(reading.step() == Reading.Step.TARGET || !reading.note().isEmpty(), reading::toString);
        }
    }

    @Override
    public Check check() {
        return new Check("traceroute.Reading", "of", 0);
    }
}
