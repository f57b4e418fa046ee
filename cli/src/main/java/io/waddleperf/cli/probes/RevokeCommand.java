package io.waddleperf.cli.probes;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `probes revoke`.
@Command(
        name = "revoke",
        description = "Shuts a probe out: its name, password, key and permissions are good no more.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "ID", description = "as `probes list` shows it")
    private String id = "";

    @Mixin
    private final ApiOptions api = new ApiOptions();

    RevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        api.connect(surroundings)
                .delete(Query.of("/api/v1/probe-identities").part(id).toString());
        surroundings.err().println("probe " + id + " is shut out; `probes enrol --id " + id + "` lets it in again");
        return Exit.OK;
    }
}
