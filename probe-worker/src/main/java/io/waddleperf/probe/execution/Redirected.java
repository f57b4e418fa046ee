package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.http.Onward;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Pause;

/// Where redirects lead: to addresses of the same family that the policy on targets and the rate of
/// tests allow, as if each were a command of its own.
public final class Redirected implements Onward {
    private final Destinations destinations;
    private final CommandRunner.Limits limits;
    private final Pause pause;

    public Redirected(Destinations destinations, CommandRunner.Limits limits, Pause pause) {
        this.destinations = destinations;
        this.limits = limits;
        this.pause = pause;
    }

    @Override
    public Found to(Endpoint location, Family family) throws InterruptedException {
        return switch (destinations.of(location, family)) {
            case Destinations.Found.None(Outcome.Refused refused) -> new Found.Busy(refused.reason());
            case Destinations.Found.None none -> new Found.Not(reason(none.outcome()));
            case Destinations.Found.Named named -> allowed(named.destination());
            case Destinations.Found.OwnResolver own -> allowed(own.destination());
            case Destinations.Found.OwnMachine own -> allowed(own.destination());
        };
    }

    private Found allowed(Destination destination) throws InterruptedException {
        var objection = limits.policy().objection(destination.address());
        if (objection.isPresent()) {
            return new Found.Not(objection.get());
        }
        return switch (limits.rates().next(destination.address())) {
            case TestRates.Turn.Refused refused -> new Found.Busy(refused.reason());
            case TestRates.Turn.After after -> {
                pause.nanos(after.nanos());
                yield new Found.At(destination);
            }
        };
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
