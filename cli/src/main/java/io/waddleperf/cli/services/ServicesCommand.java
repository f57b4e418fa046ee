package io.waddleperf.cli.services;

import io.waddleperf.cli.Surroundings;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `services`: names its commands.
@Command(
        name = "services",
        description = "Services in processes of their own: their way into Kafka, and their topics.",
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/services.md tells the whole way."})
public final class ServicesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private ServicesCommand() {}

    /// @param random of the kind that nobody can guess
    public static CommandLine line(Surroundings surroundings, RandomGenerator random) {
        return new CommandLine(new ServicesCommand())
                .addSubcommand(new CredentialsCommand(surroundings, random))
                .addSubcommand(new RevokeCommand(surroundings))
                .addSubcommand(new TopicsCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "services needs one of credentials, revoke, topics");
    }
}
