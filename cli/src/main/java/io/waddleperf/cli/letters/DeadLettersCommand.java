package io.waddleperf.cli.letters;

import io.waddleperf.cli.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `dead-letters`: names its commands.
@Command(
        name = "dead-letters",
        description = "Records that a reader could not use: list them, show them, send them again.",
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/dead-letters.md says what is guaranteed."})
public final class DeadLettersCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private DeadLettersCommand() {}

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new ShowCommand(surroundings))
                .addSubcommand(new ReplayCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "dead-letters needs one of list, show, replay");
    }
}
