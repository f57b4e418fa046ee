package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.measure.Watchdog;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs throughput tests against iperf3 servers, one at a time. A server that is busy is asked again
/// while there is time for the whole test.
public final class ThroughputProber implements Prober<ThroughputSpec> {
    private static final int ANSWER_WITHIN_MS = 5_000;
    private static final int MOST_DROPPED = 3;
    private static final long FIRST_PAUSE_NANOS = 250_000_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000;

    /// What a test takes besides its data: the streams, the round trips before, the results.
    private static final long AROUND_NANOS = 3_000_000_000L;

    private final @Nullable Prober<PingSpec> pings;
    private final ThroughputLoad load;
    private final Ticker ticker;
    private final Pause pause;
    private final RandomGenerator random;

    /// @param pings  null where this machine may send none; a TCP handshake is none, since to an iperf3
    ///               server that is a test
    /// @param random of the kind that nobody can guess
    public ThroughputProber(
            @Nullable Prober<PingSpec> pings, ThroughputLoad load, Ticker ticker, Pause pause, RandomGenerator random) {
        this.pings = pings;
        this.load = load;
        this.ticker = ticker;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public Measurement run(ThroughputSpec spec, Destination destination, Deadline deadline)
            throws InterruptedException {
        return run(spec, destination, deadline, Onlooker.NOBODY);
    }

    @Override
    public Measurement run(ThroughputSpec spec, Destination destination, Deadline deadline, Onlooker onlooker)
            throws InterruptedException {
        long mostWait = deadline.remainingNanos() - spec.durationUs() * 1_000 - AROUND_NANOS;
        var alone = load.alone(mostWait);
        if (alone.isEmpty()) {
            return Measurement.notRun(new Outcome.Refused(
                    "overloaded: another throughput or speed test of this probe did not end in time"));
        }
        try (var _ = alone.get()) {
            return alone(spec, destination, deadline, onlooker);
        }
    }

    private Measurement alone(ThroughputSpec spec, Destination destination, Deadline deadline, Onlooker onlooker)
            throws InterruptedException {
        var findings = new Findings(spec, destination);
        long pauseNanos = FIRST_PAUSE_NANOS;
        int dropped = 0;
        for (int tries = 1; ; tries++) {
            boolean last = deadline.remainingNanos() < spec.durationUs() * 1_000 + AROUND_NANOS + pauseNanos;
            switch (attempt(spec, destination, deadline, onlooker)) {
                case Attempt.Done(Report report) -> {
                    return findings.measurement(report, tries);
                }
                case Attempt.Ended(Outcome outcome) -> {
                    return findings.ended(outcome);
                }
                case Attempt.Dropped(IOException how) -> {
                    if (++dropped > MOST_DROPPED || last) {
                        return findings.ended(outcomeOf(how, destination.port(), deadline.passed(), deadline));
                    }
                }
                case Attempt.Busy _ -> {
                    if (last) {
                        return findings.ended(busy(tries, deadline));
                    }
                }
                case Attempt.Serving _ -> {
                    if (last) {
                        return findings.ended(new Outcome.Refused(
                                "overloaded: this probe's responder ran a test of somebody else all the time"));
                    }
                }
            }
            pause.nanos(pauseNanos / 2 + random.nextLong(pauseNanos / 2)); // others wait for it, too
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        }
    }

    private static Outcome busy(int tries, Deadline deadline) {
        return new Outcome.Refused("responder busy: it ran another test each of the " + tries
                + " times that it was asked within " + deadline.elapsedUs() / 1_000 + " ms");
    }

    /// How one try to be served ended.
    private sealed interface Attempt {
        record Done(Report report) implements Attempt {}

        record Busy() implements Attempt {}

        /// This probe is itself the far end of another test.
        record Serving() implements Attempt {}

        /// Before it said anything, as iperf3 does while it gets ready for the next client.
        record Dropped(IOException how) implements Attempt {}

        record Ended(Outcome outcome) implements Attempt {}
    }

    /// Holds this probe's end for as long as the attempt takes: two probes that ask each other while
    /// both hold on to theirs would wait for ever.
    private Attempt attempt(ThroughputSpec spec, Destination destination, Deadline deadline, Onlooker onlooker)
            throws InterruptedException {
        var cookie = Cookie.random(random);
        var running = load.ask(cookie);
        if (running.isEmpty()) {
            return new Attempt.Serving();
        }
        try (var turn = running.get()) {
            return attempt(spec, destination, deadline, new Test(cookie, turn, onlooker));
        }
    }

    /// @param turn     of this probe
    /// @param onlooker told of each second while data flow
    private record Test(Cookie cookie, ThroughputLoad.Running turn, Onlooker onlooker) {}

    private Attempt attempt(ThroughputSpec spec, Destination destination, Deadline deadline, Test test)
            throws InterruptedException {
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                int within = Math.min(ANSWER_WITHIN_MS, deadline.remainingMillis());
                socket.connect(destination.socketAddress(), within);
                var control = new Control(socket, new DataInputStream(socket.getInputStream()));
                return greeted(spec, destination, control, test, within);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during a throughput test to " + destination.addressText());
                }
                return new Attempt.Ended(outcomeOf(e, destination.port(), watchdog.bitten(), deadline));
            }
        } catch (IOException e) { // from closing: it says nothing new
            return new Attempt.Ended(outcomeOf(e, destination.port(), false, deadline));
        }
    }

    private Attempt greeted(ThroughputSpec spec, Destination destination, Control control, Test test, int within)
            throws IOException, InterruptedException {
        State first;
        try {
            control.send(test.cookie());
            first = control.next(within);
        } catch (EOFException | SocketException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return new Attempt.Dropped(e);
        }
        return switch (first) {
            case ACCESS_DENIED -> new Attempt.Busy();
            case PARAM_EXCHANGE -> {
                test.turn().flows();
                try (var latency = new Latency(pings, destination, ticker)) {
                    var server = destination.socketAddress();
                    yield new Attempt.Done(
                            new ClientRun(spec, server, test.cookie(), latency, ticker).run(control, test.onlooker()));
                }
            }
            default -> throw new IperfFormatException("it did not ask for the parameters");
        };
    }

    private static Outcome outcomeOf(IOException e, int port, boolean late, Deadline deadline) {
        if (late || e instanceof SocketTimeoutException) {
            return new Outcome.TimedOut(deadline.elapsedUs());
        }
        return switch (e) {
            case IperfFormatException _, Control.ServerError _ ->
                new Outcome.Failed(Failure.PROTOCOL, String.valueOf(e.getMessage()));
            case EOFException _ ->
                new Outcome.Failed(Failure.CONNECTION_RESET, "the server closed the control connection");
            default -> SocketTrouble.outcomeOf(e, port);
        };
    }
}
