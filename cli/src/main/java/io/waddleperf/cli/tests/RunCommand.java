package io.waddleperf.cli.tests;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.OutputOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `run`: orders a test, and follows it until each probe has its ending.
@Command(
        name = "run",
        description = "Has probes test a target now, and says how it ended at each; ends with 1 where a test failed.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/tests-on-demand.md says which checks there are."})
public final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Order order = new Order();

    @Option(names = "--no-wait", description = "only order it, and print its id")
    private boolean goOn;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions options = new ApiOptions();

    private RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new RunCommand(surroundings));
    }

    @Override
    public Integer call() throws InterruptedException {
        var api = options.connect(surroundings);
        String id = Fields.text(order(api), "test_id");
        if (goOn) {
            surroundings.out().println(id);
            return Exit.OK;
        }
        var progress = new Progress(surroundings, output);
        var status = new Follower(api, surroundings.nanoTime(), id).follow(progress::take);
        progress.end(status);
        return Progress.allCompleted(status) ? Exit.OK : Exit.NOT_ALL_DONE;
    }

    private Map<String, Object> order(Api api) {
        var key = new UUID(
                surroundings.randomness().nextLong(), surroundings.randomness().nextLong());
        var headers = Map.of("Idempotency-Key", key.toString());
        return api.call("POST", "/api/v1/tests/run", headers, Json.MAPPER.toJson(order.body(api)))
                .json();
    }
}
