package io.waddleperf.cli.license;

import io.waddleperf.cli.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `license`: names its commands.
@Command(
        name = "license",
        description = "This installation's licence. Nothing is asked for or sent while RELEASE_MODE is not true.",
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/license.md tells which variables there are, and what is sent."})
public final class LicenseCommand implements Runnable {
    static final String NOT_NEEDED = "no licence is needed, and nothing was sent: RELEASE_MODE is not true";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private LicenseCommand() {}

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new LicenseCommand())
                .addSubcommand(new ValidateCommand(surroundings))
                .addSubcommand(new CheckFeaturesCommand(surroundings))
                .addSubcommand(new DebugCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "license needs one of validate, check-features, debug");
    }
}
