package io.waddleperf.cli.documents;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `validate`: looks at documents without asking a server.
@Command(
        name = "validate",
        description = "Says what is wrong with documents, without asking a server.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/documents.md shows a document of each kind."})
public final class ValidateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final FileOptions files = new FileOptions();

    private ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new ValidateCommand(surroundings));
    }

    @Override
    public Integer call() {
        int count = files.read(surroundings).size();
        surroundings.err().println(count + (count == 1 ? " document is valid" : " documents are valid"));
        return Exit.OK;
    }
}
