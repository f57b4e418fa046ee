package io.waddleperf.cli.probes;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.Query;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `probes drain`.
@Command(
        name = "drain",
        description = "Takes a probe's work away: it finishes what runs and gets none until `probes resume`.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "ID", description = "as `probes list` shows it")
    private String id = "";

    @Mixin
    private final ApiOptions api = new ApiOptions();

    DrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String path = Query.of("/api/v1/probes").part(id).part("enabled").toString();
        var _ = api.connect(surroundings).call("PUT", path, Map.of(), "{\"enabled\":false}");
        surroundings.err().println("probe " + id + " gets no new work; `probes resume " + id + "` gives it work again");
        return Exit.OK;
    }
}
