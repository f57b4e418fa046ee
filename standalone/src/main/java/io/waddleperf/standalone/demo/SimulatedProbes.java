package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.TimestampSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.SplittableRandom;

/// Answers a command as the probe it is for would: the same command at the same time under the same
/// fault has the same answer.
///
/// @param seed of all noise
record SimulatedProbes(long seed) {
    private static final String METHOD = "simulated";

    /// @param now when the probe has read the command
    Result answer(Command command, SimulatedFleet.Member probe, Instant now, Fault fault) {
        Finding finding = finding(command, probe, now, fault);
        long delayUs =
                finding.outcome() instanceof Outcome.Measured ? Objects.requireNonNullElse(command.delayUs(), 0L) : 0;
        return result(command, now.plus(delayUs, ChronoUnit.MICROS), finding);
    }

    /// What a real probe would refuse, this one refuses in the same words; and it has no path to
    /// what is real.
    private Finding finding(Command command, SimulatedFleet.Member probe, Instant now, Fault fault) {
        var goal = SimulatedFleet.goal(command.target().id());
        if (now.isAfter(command.expiresAt())) {
            return refused("expired at " + command.expiresAt());
        }
        if (goal.isEmpty()) {
            return refused("not allowed: " + command.target().id() + " is real, and a simulated probe sends nothing");
        }
        if (!command.target().endpoint().fits(command.spec())) {
            return refused("unfit: " + command.target().address() + " has nothing that a "
                    + command.spec().test().wireName() + " test could use");
        }
        var way = SimulatedWay.of(probe, goal.get(), fault);
        return new SimulatedTest(way, goal.get(), now, random(command)).run(command.spec());
    }

    private SplittableRandom random(Command command) {
        long high = command.id().getMostSignificantBits();
        long low = command.id().getLeastSignificantBits();
        return new SplittableRandom(seed ^ high ^ Long.rotateLeft(low, 32));
    }

    private static Finding refused(String reason) {
        return Finding.none(new Outcome.Refused(reason));
    }

    private static Result result(Command command, Instant startedAt, Finding finding) {
        var quality = new Quality(
                TimestampSource.UNKNOWN, // no packet, so no clock was read
                METHOD,
                finding.protocol(),
                ChronoUnit.MICROS.between(command.dueAt(), startedAt),
                false,
                null,
                false,
                true);
        return new Result(
                Ids.result(command.id()),
                command.id(),
                command.runId(),
                command.probe(),
                command.target().id(),
                command.check(),
                command.spec().test(),
                command.family(),
                command.tier(),
                command.cause(),
                command.dueAt(),
                startedAt,
                finding.durationUs(),
                finding.outcome(),
                finding.metrics(),
                finding.samples(),
                finding.details(),
                quality);
    }
}
