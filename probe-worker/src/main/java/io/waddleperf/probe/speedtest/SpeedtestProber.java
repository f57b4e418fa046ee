package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.http.HttpFormatException;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.tls.Trust;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Runs speed tests against LibreSpeed's servers, one at a time and never beside a throughput test. A
/// server that is busy is asked again while there is time for the whole test.
public final class SpeedtestProber implements Prober<SpeedtestSpec> {
    private static final long FIRST_PAUSE_NANOS = 250_000_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000;

    /// What a test takes besides its data: connections, the round trips before.
    private static final long AROUND_NANOS = 3_000_000_000L;

    /// How the test waits, and what time of day it is.
    public record Clocks(Pause pause, InstantSource time) {}

    private final Trust trust;
    private final @Nullable Prober<PingSpec> pings;
    private final ThroughputLoad load;
    private final Clocks clocks;
    private final String userAgent;
    private final RandomGenerator random;

    /// @param pings   null where this machine may send none: round trips are then those of HTTP
    /// @param version of this software, which servers are told
    /// @param random  of the kind that nobody can guess
    public SpeedtestProber(
            Trust trust,
            @Nullable Prober<PingSpec> pings,
            ThroughputLoad load,
            Clocks clocks,
            String version,
            RandomGenerator random) {
        this.trust = trust;
        this.pings = pings;
        this.load = load;
        this.clocks = clocks;
        this.userAgent = "WaddlePerf/" + version;
        this.random = random;
    }

    @Override
    public Measurement run(SpeedtestSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        return run(spec, destination, deadline, Onlooker.NOBODY);
    }

    @Override
    public Measurement run(SpeedtestSpec spec, Destination destination, Deadline deadline, Onlooker onlooker)
            throws InterruptedException {
        var alone = load.alone(deadline.remainingNanos() - needed(spec));
        if (alone.isEmpty()) {
            return Measurement.notRun(new Outcome.Refused(
                    "overloaded: another throughput or speed test of this probe did not end in time"));
        }
        try (var _ = alone.get()) {
            return alone(spec, destination, deadline, onlooker);
        }
    }

    private static long needed(SpeedtestSpec spec) {
        return spec.flowUs() * 1_000 + AROUND_NANOS;
    }

    private Measurement alone(SpeedtestSpec spec, Destination destination, Deadline deadline, Onlooker onlooker)
            throws InterruptedException {
        var backend = Backend.of(spec, destination, userAgent);
        long pauseNanos = FIRST_PAUSE_NANOS;
        for (int tries = 1; ; tries++) {
            var findings = new Findings(spec, destination, backend, clocks.time());
            var asked = load.askSpeed();
            if (asked.isEmpty()) {
                if (deadline.remainingNanos() < needed(spec) + pauseNanos) {
                    return findings.ended(serving(), tries);
                }
                pauseNanos = pauseAfter(pauseNanos);
                continue;
            }
            try (var turn = asked.get()) {
                var dialer = new Dialer(backend, destination.socketAddress(), trust, deadline);
                new SpeedAttempt(spec, destination, dialer, findings, clocks.pause()).run(pings, turn, onlooker);
                return findings.done(tries);
            } catch (UnexpectedAnswer e) {
                if (!e.busy()) {
                    return findings.ended(outcomeOf(e, destination, deadline, findings), tries);
                }
                if (deadline.remainingNanos() < needed(spec) + pauseNanos) {
                    return findings.ended(busy(tries, deadline), tries);
                }
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during a speed test");
                }
                return findings.ended(outcomeOf(e, destination, deadline, findings), tries);
            }
            pauseNanos = pauseAfter(pauseNanos);
        }
    }

    /// @return how long the next one is to be
    private long pauseAfter(long pauseNanos) throws InterruptedException {
        clocks.pause().nanos(pauseNanos / 2 + random.nextLong(pauseNanos / 2)); // others wait for it, too
        return Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }

    private static Outcome serving() {
        return new Outcome.Refused("overloaded: this probe's responder ran a test of somebody else all the time");
    }

    private static Outcome busy(int tries, Deadline deadline) {
        return new Outcome.Refused("responder busy: it took no test any of the " + tries
                + " times that it was asked within " + deadline.elapsedUs() / 1_000 + " ms");
    }

    private static Outcome outcomeOf(IOException e, Destination destination, Deadline deadline, Findings findings) {
        if (deadline.passed() || e instanceof Dialer.TooLate) {
            return new Outcome.TimedOut(deadline.elapsedUs());
        }
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case HandshakeFailed failed -> {
                findings.certificate(failed.seen());
                yield new Outcome.Failed(Failure.TLS, message);
            }
            case SSLException _ -> new Outcome.Failed(Failure.TLS, message);
            case UnexpectedAnswer answer ->
                new Outcome.Failed(answer.ofStatus() ? Failure.STATUS : Failure.PROTOCOL, message);
            case HttpFormatException _, EOFException _ -> new Outcome.Failed(Failure.PROTOCOL, message);
            default -> SocketTrouble.outcomeOf(e, destination.port());
        };
    }
}
