package io.waddleperf.cli.imports;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `import`: names its commands.
@Command(
        name = "import",
        description = "Writes what another tool tests as documents for `apply`, to the standard output.",
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/cli.md says what becomes of what."})
public final class ImportCommand implements Runnable {
    private static final long MOST_BYTES = 16 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private ImportCommand() {}

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new ImportCommand())
                .addSubcommand(new BlackboxCommand(surroundings))
                .addSubcommand(new SmokepingCommand(surroundings))
                .addSubcommand(new CsvCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "import needs one of blackbox, smokeping, csv");
    }

    /// A file in UTF-8.
    static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandFailure(Exit.WRONG_USE, file + " has more than " + (MOST_BYTES >> 20) + " MiB");
            }
            String text = Files.readString(file);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CommandFailure(Exit.WRONG_USE, file + " is not in UTF-8; convert it first", e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(Exit.WRONG_USE, file + ": there is no such file", e);
        } catch (IOException e) {
            throw new CommandFailure(Exit.WRONG_USE, file + " cannot be read: " + e, e);
        }
    }
}
