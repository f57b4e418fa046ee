package io.waddleperf.standalone;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.waddleperf.embedded.EmbeddedStartException;
import picocli.CommandLine;

/// `waddleperf up`.
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        var command = new CommandLine(new UpCommand());
        command.setExecutionExceptionHandler((problem, line, _) -> {
            line.getErr().println("waddleperf: " + message(problem));
            return CommandLine.ExitCode.SOFTWARE;
        });
        command.setParameterExceptionHandler((problem, _) -> {
            var line = problem.getCommandLine();
            line.getErr().println("waddleperf: " + problem.getMessage());
            line.getErr().println("`./waddleperf help up` shows the options.");
            return CommandLine.ExitCode.USAGE;
        });
        System.exit(command.execute(args));
    }

    /// One line for what the operator can mend; anything else is a defect and shows its cause.
    private static String message(Exception problem) {
        return switch (problem) {
            case StartException e -> String.valueOf(e.getMessage());
            case EmbeddedStartException e -> String.valueOf(e.getMessage());
            default -> {
                problem.printStackTrace();
                yield "could not start: " + cause(problem);
            }
        };
    }

    /// What lies at the bottom of a chain of wrappers.
    static String cause(Throwable problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage() == null ? deepest : deepest.getMessage());
    }
}
