package io.waddleperf.api.tests;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Request;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds what became of tests: in the database, and what came since.
@Singleton
final class TestReader {
    private final TestRuns runs;
    private final RunProgress progress;
    private final InstantSource clock;

    @Inject
    TestReader(TestRuns runs, RunProgress progress) {
        this.runs = runs;
        this.progress = progress;
        clock = Clock.systemUTC();
    }

    /// A command and what became of it.
    ///
    /// @param result as on the topic; null where there is none
    record Known(
            Command command, List<Step> steps, @Nullable String result) {
        Known {
            steps = List.copyOf(steps);
        }
    }

    /// @throws ProblemException where there is none, or somebody of that sight does not see all its probes
    Request request(String id, Sight sight) {
        return runs.find(uuid(id))
                .filter(run -> run.probes().stream().allMatch(sight::sees))
                .orElseThrow(() -> unknown(id));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static ProblemException unknown(String id) {
        return ProblemException.of(ProblemKind.NOT_FOUND, "no test has the id " + id);
    }

    /// Each of its commands; a step may stand there twice.
    List<Known> known(Request request, Sight sight) {
        List<Command> commands = request.commands();
        var results = runs.results(request, commands);
        var steps = runs.steps(request.runId());
        return commands.stream()
                .map(command -> {
                    UUID resultId = Ids.result(command.id());
                    var known = new ArrayList<>(steps.getOrDefault(command.id(), List.of()));
                    known.addAll(progress.steps(command.id()));
                    String result = results.containsKey(resultId)
                            ? results.get(resultId)
                            : progress.result(resultId).orElse(null);
                    return new Known(
                            command,
                            known.stream().map(step -> step.toldTo(sight)).toList(),
                            result);
                })
                .toList();
    }

    TestStatus status(Request request, Sight sight) {
        return status(request, known(request, sight));
    }

    TestStatus status(Request request, List<Known> known) {
        var now = clock.instant();
        return TestStatus.of(
                request,
                known.stream()
                        .map(one -> TestStatus.CommandStatus.of(one.command, one.steps, one.result, now))
                        .toList());
    }
}
