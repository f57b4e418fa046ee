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

/// `probes resume`.
@Command(
        name = "resume",
        description = "Gives a probe work again after `probes drain`.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "ID", description = "as `probes list` shows it")
    private String id = "";

    @Mixin
    private final ApiOptions api = new ApiOptions();

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String path = Query.of("/api/v1/probes").part(id).part("enabled").toString();
        var _ = api.connect(surroundings).call("PUT", path, Map.of(), "{\"enabled\":true}");
        surroundings.err().println("probe " + id + " gets work again");
        return Exit.OK;
    }
}
