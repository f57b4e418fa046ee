package io.waddleperf.cli;

import io.waddleperf.cli.Surroundings.Answer;
import io.waddleperf.cli.access.LoginCommand;
import io.waddleperf.cli.access.LogoutCommand;
import io.waddleperf.cli.completion.CompletionCommand;
import io.waddleperf.cli.doctor.DoctorCommand;
import io.waddleperf.cli.documents.ApplyCommand;
import io.waddleperf.cli.documents.DeleteCommand;
import io.waddleperf.cli.documents.DiffCommand;
import io.waddleperf.cli.documents.GetCommand;
import io.waddleperf.cli.documents.RepublishCommand;
import io.waddleperf.cli.documents.ValidateCommand;
import io.waddleperf.cli.imports.ImportCommand;
import io.waddleperf.cli.incidents.ExplainCommand;
import io.waddleperf.cli.letters.DeadLettersCommand;
import io.waddleperf.cli.license.LicenseCommand;
import io.waddleperf.cli.live.StreamCommand;
import io.waddleperf.cli.live.WatchCommand;
import io.waddleperf.cli.probes.ProbesCommand;
import io.waddleperf.cli.schedules.WhyNotCommand;
import io.waddleperf.cli.services.ServicesCommand;
import io.waddleperf.cli.tests.RunCommand;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The process of a command: clocks, streams and randomness come in here and nowhere else.
public final class Main {
    /// Longer than sending a record takes where Kafka answers.
    private static final Duration END_WORK_WITHIN = Duration.ofSeconds(5);

    private Main() {}

    public static void main(String... arguments) {
        var stopping = new Stopping(END_WORK_WITHIN);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stopping::ask));
        var surroundings = new Surroundings(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                InstantSource.system(),
                System::nanoTime,
                operator(),
                stopping,
                RandomGenerator.getDefault());
        int code = commandLine(surroundings).execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        System.exit(code);
    }

    /// All commands; a further group adds its line here.
    public static CommandLine commandLine(Surroundings surroundings) {
        var line = new CommandLine(new Root());
        line.addSubcommand(DeadLettersCommand.line(surroundings));
        line.addSubcommand(ProbesCommand.line(surroundings));
        line.addSubcommand(ValidateCommand.line(surroundings));
        line.addSubcommand(DiffCommand.line(surroundings));
        line.addSubcommand(ApplyCommand.line(surroundings));
        line.addSubcommand(GetCommand.line(surroundings));
        line.addSubcommand(DeleteCommand.line(surroundings));
        line.addSubcommand(RepublishCommand.line(surroundings));
        line.addSubcommand(WhyNotCommand.line(surroundings));
        line.addSubcommand(RunCommand.line(surroundings));
        line.addSubcommand(ExplainCommand.line(surroundings));
        line.addSubcommand(WatchCommand.line(surroundings));
        line.addSubcommand(StreamCommand.line(surroundings));
        line.addSubcommand(DoctorCommand.line(surroundings, Path.of("/proc")));
        line.addSubcommand(LicenseCommand.line(surroundings));
        line.addSubcommand(LoginCommand.line(surroundings));
        line.addSubcommand(LogoutCommand.line(surroundings));
        line.addSubcommand(ImportCommand.line(surroundings));
        line.addSubcommand(CompletionCommand.line(surroundings));
        line.addSubcommand(ServicesCommand.line(surroundings, new SecureRandom()));
        return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((problem, command, _) -> failed(problem, command))
                .setParameterExceptionHandler((problem, _) -> misused(problem));
    }

    /// What the script `waddleperf` hands over to this JVM.
    @Command(name = "waddleperf")
    private static final class Root {}

    private static int failed(Exception problem, CommandLine command) {
        if (problem instanceof CommandFailure failure) {
            command.getErr().println("waddleperf: " + failure.getMessage());
            return failure.exitCode();
        }
        command.getErr().println("waddleperf: a defect; please report it with what follows");
        problem.printStackTrace(command.getErr());
        return Exit.DEFECT;
    }

    private static int misused(CommandLine.ParameterException problem) {
        var command = problem.getCommandLine();
        command.getErr().println("waddleperf: " + problem.getMessage());
        command.getErr().println("`./" + command.getCommandSpec().qualifiedName() + " --help` shows what there is.");
        return Exit.WRONG_USE;
    }

    /// Buffered; where the reader has gone (`| head`) it says nothing and what comes is dropped.
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    private static Operator operator() {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return new Operator(
                question -> console.map(there -> answer(there.readLine("%s", question)))
                        .orElse(Answer.NOBODY_THERE),
                words -> console.map(there -> there.readLine("%s", words)),
                words -> console.map(there -> there.readPassword("%s", words)).map(String::new),
                System.in,
                System.getenv(),
                console.isPresent());
    }

    /// @param text null at the end of the input
    private static Answer answer(@Nullable String text) {
        boolean yes = text != null && text.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        return yes ? Answer.YES : Answer.NO;
    }
}
