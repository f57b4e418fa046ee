package io.waddleperf.probe.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MtuProberTest {
    @Test
    void findsThatTheMachineItselfTakesTheLargestPackets() throws Exception {
        assertTakes(new MtuSpec(65_535, 500_000), "127.0.0.1", "127.0.0.1");
        assertTakes(MtuSpec.DEFAULT, "127.0.0.1", "127.0.0.1");
    }

    @Test
    void doesTheSameOverIpv6() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
        assertTakes(MtuSpec.DEFAULT, "::1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void saysWhereItCannotRun() throws Exception {
        var measured = new MtuProber(Optional.empty(), new SecureRandom())
                .run(MtuSpec.DEFAULT, Loopback.destination("127.0.0.1", 0), Loopback.deadline(1_000));
        assertInstanceOf(Outcome.Unsupported.class, measured.outcome());
    }

    private static void assertTakes(MtuSpec spec, String address, String text) throws Exception {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        Measurement measured;
        try (var sockets = PollLoop.start(System::nanoTime)) {
            measured = new MtuProber(Optional.of(sockets), new SecureRandom())
                    .run(spec, Loopback.destination(address, 0), Loopback.deadline(5_000));
        }
        assertInstanceOf(Outcome.Measured.class, measured.outcome(), measured::toString);
        assertEquals(
                spec.largestBytes(),
                measured.metrics().get(Metric.PATH_MTU_BYTES).orElseThrow());
        assertEquals(new Details.MtuDetails(text, spec.largestBytes(), null, false), measured.details());
    }
}
