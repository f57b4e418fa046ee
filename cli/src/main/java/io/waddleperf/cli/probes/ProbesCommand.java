package io.waddleperf.cli.probes;

import io.waddleperf.cli.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `probes`: names its commands.
@Command(
        name = "probes",
        description = "Probes on other machines: let them join, list them, take their work away, shut them out.",
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/joining.md tells the whole way."})
public final class ProbesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private ProbesCommand() {}

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new ProbesCommand())
                .addSubcommand(new EnrolCommand(surroundings))
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new DrainCommand(surroundings))
                .addSubcommand(new ResumeCommand(surroundings))
                .addSubcommand(new RevokeCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "probes needs one of enrol, list, drain, resume, revoke");
    }
}
