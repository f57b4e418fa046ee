package io.waddleperf.cli.documents;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.documents.Document;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `delete`: removes what documents describe.
@Command(
        name = "delete",
        description = "Removes what the documents describe, or one thing by its kind and name.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class DeleteCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = KindArgument.HELP)
    private @Nullable String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "what it is called")
    private @Nullable String name;

    @Mixin
    private final FileOptions files = new FileOptions();

    @Option(names = "--dry-run", description = "the server says what would be removed; nothing is changed")
    private boolean dryRun;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    private DeleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new DeleteCommand(surroundings));
    }

    @Override
    public Integer call() {
        var names = kind == null ? ofFiles() : ofArguments(kind);
        var server = new Server(api.connect(surroundings));
        var answer = server.order(new Server.Order(List.of(), names, Map.of(), dryRun));
        ApplyCommand.end(surroundings, new Changes(answer, List.of()), output, dryRun);
        return Exit.OK;
    }

    private List<Map<String, String>> ofArguments(String given) {
        if (name == null || files.areGiven()) {
            throw new CommandFailure(Exit.WRONG_USE, "delete needs KIND and NAME, or -f");
        }
        return List.of(Map.of("kind", KindArgument.of(given), "name", name));
    }

    private List<Map<String, String>> ofFiles() {
        return files.read(surroundings).stream()
                .map(document -> Document.head("", document.tree()))
                .map(head -> Map.of("kind", head.kind().wireName(), "name", head.name()))
                .toList();
    }
}
