package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.http.Onward;
import io.waddleperf.probe.measure.Destination;
import java.net.InetAddress;
import java.util.Optional;

/// Where redirects lead: to addresses of the same family that the policy on targets and the rate of
/// tests allow, as if each were a command of its own. Nobody outside leads to this machine or to
/// its link, though a command may name them.
public final class Redirected implements Onward {
    private final Destinations destinations;
    private final CommandRunner.Limits limits;
    private final CommandRunner.Clocks clocks;

    public Redirected(Destinations destinations, CommandRunner.Limits limits, CommandRunner.Clocks clocks) {
        this.destinations = destinations;
        this.limits = limits;
        this.clocks = clocks;
    }

    @Override
    public Found to(Endpoint location, InetAddress first) throws InterruptedException {
        return switch (destinations.of(location, Family.of(first))) {
            case Destinations.Found.None(Outcome.Refused refused) -> new Found.Busy(refused.reason());
            case Destinations.Found.None none -> new Found.Not(reason(none.outcome()));
            case Destinations.Found.Named named -> allowed(named.destination(), first);
            case Destinations.Found.OwnResolver own -> allowed(own.destination(), first);
            case Destinations.Found.OwnMachine own -> allowed(own.destination(), first);
        };
    }

    private Found allowed(Destination destination, InetAddress first) throws InterruptedException {
        var objection = limits.policy().objection(destination.address()).or(() -> inward(first, destination.address()));
        if (objection.isPresent()) {
            return new Found.Not(objection.get());
        }
        return switch (limits.rates().next(destination.address())) {
            case TestRates.Turn.Refused refused -> new Found.Busy(refused.reason());
            case TestRates.Turn.After after -> {
                long startNanos = clocks.ticker().nanos();
                clocks.pause().nanos(after.nanos());
                yield new Found.At(destination, clocks.ticker().nanos() - startNanos);
            }
        };
    }

    private static Optional<String> inward(InetAddress first, InetAddress next) {
        return TargetPolicy.near(next) && !TargetPolicy.near(first)
                ? Optional.of("not allowed: " + next.getHostAddress()
                        + " is this machine itself or its link, where nobody outside may lead")
                : Optional.empty();
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> failed.detail();
            case Outcome.Refused refused -> refused.reason();
            case Outcome.Unsupported unsupported -> unsupported.reason();
            case Outcome.Measured _, Outcome.TimedOut _, Outcome.Unknown _ -> outcome.wireName();
        };
    }
}
