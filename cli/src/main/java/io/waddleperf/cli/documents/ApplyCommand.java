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

/// `apply`: makes it so, all of it or nothing.
@Command(
        name = "apply",
        description = "Makes the configuration as the documents say: all of it, or nothing.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/documents.md shows a document of each kind."})
public final class ApplyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final FileOptions files = new FileOptions();

    @Option(names = "--dry-run", description = "the server says what would become of each; nothing is changed")
    private boolean dryRun;

    @Option(
            names = "--prune",
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "removes what documents with these labels have made and is not among these")
    private Map<String, String> prune = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    private ApplyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new ApplyCommand(surroundings));
    }

    @Override
    public Integer call() {
        var documents = files.read(surroundings);
        var server = new Server(api.connect(surroundings));
        var trees = documents.stream().map(FoundDocument::tree).toList();
        var changes = new Changes(server.order(new Server.Order(trees, List.of(), prune, dryRun)), documents);
        end(surroundings, changes, output, dryRun);
        return Exit.OK;
    }

    /// @throws CommandFailure where something was refused
    static void end(Surroundings surroundings, Changes changes, Output output, boolean dryRun) {
        changes.print(surroundings, output);
        var complaints = changes.complaints();
        complaints.forEach(complaint -> surroundings.err().println(Plain.line(complaint)));
        if (!complaints.isEmpty()) {
            throw new CommandFailure(Exit.WRONG_USE, "nothing was changed: " + complaints.size() + " refused");
        }
        surroundings.err().println(changes.counts() + (dryRun ? " (nothing was changed: a dry run)" : ""));
    }
}
