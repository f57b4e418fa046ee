package io.waddleperf.probe.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.blackbox.RequestFuzz;
import io.waddleperf.probe.blackbox.TalkFuzz;
import io.waddleperf.probe.dns.DnsFuzz;
import io.waddleperf.probe.dns.DohFuzz;
import io.waddleperf.probe.dns.FramingFuzz;
import io.waddleperf.probe.grpc.HealthFuzz;
import io.waddleperf.probe.http.HttpFuzz;
import io.waddleperf.probe.http2.Http2Fuzz;
import io.waddleperf.probe.http3.ResponseFuzz;
import io.waddleperf.probe.nativenet.ControlFuzz;
import io.waddleperf.probe.packets.QuotesFuzz;
import io.waddleperf.probe.ping.EchoFuzz;
import io.waddleperf.probe.responder.OpeningsFuzz;
import io.waddleperf.probe.responder.QuestionsFuzz;
import io.waddleperf.probe.speedtest.ServedFuzz;
import io.waddleperf.probe.speedtest.SpeedFuzz;
import io.waddleperf.probe.ssh.BannerFuzz;
import io.waddleperf.probe.stamp.AnswersFuzz;
import io.waddleperf.probe.throughput.IperfFuzz;
import io.waddleperf.probe.throughput.PacketsFuzz;
import io.waddleperf.probe.throughput.StepsFuzz;
import io.waddleperf.probe.traceroute.ReadingFuzz;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every parser of the probe's own that meets the network: no input breaks it, and what is tried goes
/// through it, not past it. `-Dfuzz.inputs=1000000`, or the profile `fuzz`, tries more than `verify`.
///
/// Not here: QUIC, the frames of HTTP/3 and the responder's HTTP over TLS (Netty's), X.509 and TLS (the JDK's), the key
/// exchange of SSH (MINA's), and `tcp_info`, which the kernel fills.
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_126);
    private static final double LEAST_BRANCHES = 0.8;

    static Stream<FuzzTarget> targets() {
        return Stream.of(
                new EchoFuzz(),
                new AnswersFuzz(),
                new QuestionsFuzz(),
                new OpeningsFuzz(),
                new QuotesFuzz(),
                new ControlFuzz(),
                new DnsFuzz(),
                new FramingFuzz(),
                new DohFuzz(),
                new HttpFuzz(),
                new Http2Fuzz(),
                new HealthFuzz(),
                new BannerFuzz(),
                new IperfFuzz(),
                new PacketsFuzz(),
                new SpeedFuzz(),
                new ReadingFuzz(),
                new RequestFuzz(),
                new TalkFuzz(),
                new ResponseFuzz(),
                new StepsFuzz(),
                new ServedFuzz());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void breaksAtNothing(FuzzTarget target) throws Exception {
        try (var coverage = new BranchCoverage(target)) {
            var counted = new ChangedClasses(coverage.counting()).load(target);
            long startNanos = System.nanoTime();
            var outcome = Fuzzing.of(counted, INPUTS, SEED);
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            assertNull(outcome.finding());
            var branches = coverage.branches();
            System.out.printf(
                    Locale.ROOT,
                    "fuzzed: %-38s %,9d inputs, %,9d taken, %5.1f s, branches %s%n",
                    target.name(),
                    outcome.inputs(),
                    outcome.read(),
                    seconds,
                    branches);
            assertTrue(outcome.read() > INPUTS / 20 && outcome.read() < INPUTS, "near what is valid, but not on it");
            assertTrue(branches.ratio() >= LEAST_BRANCHES, branches + ", not both ways: " + coverage.missed());
        }
    }

    /// So that it is known that a fault would be found.
    @ParameterizedTest
    @MethodSource("targets")
    void findsAForgottenCheck(FuzzTarget target) throws Exception {
        var fault = new ForgottenCheck(target.check());
        var broken = new ChangedClasses(fault).load(target);
        var outcome = Fuzzing.of(broken, Math.min(INPUTS, 20_000), SEED);
        assertEquals(1, fault.planted(), () -> "no such check: " + target.check());
        assertNotNull(outcome.finding(), () -> target.check() + " was not missed");
    }
}
