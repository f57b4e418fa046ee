package io.waddleperf.cli.documents;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `diff`: each field that `apply` would change.
@Command(
        name = "diff",
        description = "Shows each field that `apply` would change; nothing where it would change nothing.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final FileOptions files = new FileOptions();

    @Option(names = "--prune", paramLabel = "NAME=VALUE", split = ",", description = "as of `apply`")
    private Map<String, String> prune = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, field by field)")
    private Output output = Output.table;

    @Option(names = "--exit-code", description = "ends with 1 where there is a difference")
    private boolean exitCode;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    private DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new DiffCommand(surroundings));
    }

    @Override
    public Integer call() {
        var documents = files.read(surroundings);
        var server = new Server(api.connect(surroundings));
        var trees = documents.stream().map(FoundDocument::tree).toList();
        var changes = new Changes(server.order(new Server.Order(trees, List.of(), prune, true)), documents);
        var complaints = changes.complaints();
        complaints.forEach(complaint -> surroundings.err().println(Plain.line(complaint)));
        if (!complaints.isEmpty()) {
            throw new CommandFailure(Exit.WRONG_USE, "`apply` would refuse " + complaints.size());
        }
        if (output == Output.table) {
            surroundings.out().print(changes.differences());
        } else {
            changes.print(surroundings, output);
        }
        return exitCode && changes.differ() ? Exit.NOT_ALL_DONE : Exit.OK;
    }
}
