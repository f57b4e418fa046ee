package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.execution.Destinations;
import io.waddleperf.probe.execution.Endings;
import io.waddleperf.probe.execution.Probers;
import io.waddleperf.probe.execution.ResultWriter;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// Runs checks of one target one after another, so that none disturbs another, and passes each
/// result on.
final class OneShot {
    private static final String PROBE = "local";
    private static final Duration MOST_WAIT = Duration.ofSeconds(5);
    private static final Duration EXPIRES = Duration.ofHours(1);
    private static final int TESTS_A_SECOND = 100;

    /// What shall run: each check over each family.
    ///
    /// @param cause of all of them
    record Plan(Target target, List<Check> checks, List<Family> families, Cause.OnDemand cause, int tier) {
        Plan {
            checks = List.copyOf(checks);
            families = List.copyOf(families);
        }

        int count() {
            return checks.size() * families.size();
        }

        private List<Command> commands(Instant now) {
            var commands = new ArrayList<Command>();
            for (var check : checks) {
                for (var family : families) {
                    commands.add(Command.of(
                            cause, PROBE, target, check.name(), family, check.spec(), tier, now, now.plus(EXPIRES)));
                }
            }
            return commands;
        }
    }

    private final CommandRunner runner;
    private final CommandRunner.Clocks clocks;
    private final Progress progress;
    private final Consumer<Result> results;
    private final List<Result> ended = new ArrayList<>();

    OneShot(
            CommandRunner.Limits limits,
            Probers probers,
            Destinations destinations,
            CommandRunner.Clocks clocks,
            Progress progress,
            Consumer<Result> results) {
        this.clocks = clocks;
        this.progress = progress;
        this.results = results;
        Prober<TestSpec> watched = (spec, destination, deadline) -> probers.run(spec, destination, deadline, progress);
        runner = new CommandRunner(limits, destinations, watched, new Kept(), clocks, CommandRunner.NOBODY);
    }

    /// Whoever is at this machine may test what it reaches.
    static CommandRunner.Limits limits(CommandRunner.Clocks clocks) {
        return new CommandRunner.Limits(
                new TargetPolicy(TargetPolicy.Loopback.ALLOWED, List.of(), List.of()),
                new TestRates(TESTS_A_SECOND, TESTS_A_SECOND, clocks.ticker()),
                new Slots(1, MOST_WAIT));
    }

    /// @return how many failed; what this machine cannot run counts only where it was named
    int run(Plan plan, boolean named) throws InterruptedException {
        int number = 0;
        for (var command : plan.commands(clocks.time().instant())) {
            number++;
            long mostUs = command.spec().limitUs();
            try (var _ = progress.show(new Progress.Running(command.check(), number, plan.count(), mostUs))) {
                runner.handle(command);
            }
            results.accept(ended.getLast());
        }
        return (int) ended.stream().filter(result -> failed(result, named)).count();
    }

    private static boolean failed(Result result, boolean named) {
        return switch (result.outcome()) {
            case Outcome.Measured _ -> false;
            case Outcome.Unsupported _ -> named;
            case Outcome.Failed _, Outcome.TimedOut _, Outcome.Refused _, Outcome.Unknown _ -> true;
        };
    }

    /// Results in memory, as many as there are tests.
    private final class Kept implements Endings {
        @Override
        public boolean isDone(UUID resultId) {
            return ended.stream().anyMatch(result -> result.id().equals(resultId));
        }

        @Override
        public void countDuplicate() {
            throw new IllegalStateException("a check is there twice");
        }

        @Override
        public void countTooLate() {
            throw new IllegalStateException("a command made now is not too late");
        }

        @Override
        public void write(Command command, Instant startedAt, long durationUs, Measurement measurement) {
            ended.add(ResultWriter.resultOf(
                    command, startedAt, durationUs, measurement, ResultWriter.Circumstances.ORDINARY));
        }
    }
}
