package io.waddleperf.cli.completion;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completions as fish has them (complete(1)), from the model of the commands.
final class FishScript {
    /// `_at` tells whether exactly these commands were typed, `_in` whether these and perhaps more; a word that is
    /// the value of an option before it is taken for a command, which only matters before the last command.
    private static final String HELP = """
            # Made by `waddleperf completion fish`.
            function __NAME_typed
                set -l words (commandline -opc)
                set -e words[1]
                string match -v -- '-*' $words
            end
            function __NAME_at
                set -l typed (string join ' ' -- (__NAME_typed))
                test "$typed" = "$argv"
            end
            function __NAME_in
                string match -q -- "$argv *" (string join ' ' -- (__NAME_typed) '')
            end
            complete -c NAME -f
            """;

    private final String name;
    private final StringBuilder script;

    private FishScript(String name) {
        this.name = name;
        this.script = new StringBuilder(HELP.replace("NAME", name));
    }

    static String of(String name, CommandLine root) {
        var fish = new FishScript(name);
        fish.command(root.getCommandSpec(), "");
        return fish.script.toString();
    }

    /// @param typed the commands that lead to it, with blanks between them
    private void command(CommandSpec spec, String typed) {
        spec.subcommands().forEach((word, below) -> {
            line("__" + name + "_at " + typed, "-a " + word, description(below.getCommandSpec()));
            command(below.getCommandSpec(), typed.isEmpty() ? word : typed + ' ' + word);
        });
        if (!typed.isEmpty()) {
            spec.options().forEach(option -> option(option, typed));
            spec.positionalParameters().forEach(parameter -> {
                var words = candidates(parameter);
                if (!words.isEmpty()) {
                    line("__" + name + "_at " + typed, "-a " + quoted(words), first(parameter.description()));
                }
            });
        }
    }

    private void option(OptionSpec option, String typed) {
        String names = List.of(option.names()).stream()
                .map(one -> one.startsWith("--") ? "-l " + one.substring(2) : "-s " + one.substring(1))
                .collect(Collectors.joining(" "));
        line("__" + name + "_in " + typed, names + value(option), first(option.description()));
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        var words = candidates(option);
        if (!words.isEmpty()) {
            return " -x -a " + quoted(words);
        }
        return Path.class.equals(option.type()) ? " -r -F" : " -x";
    }

    private static String candidates(ArgSpec arg) {
        var words = arg.completionCandidates();
        return words == null
                ? ""
                : StreamSupport.stream(words.spliterator(), false).collect(Collectors.joining(" "));
    }

    private void line(String condition, String what, String description) {
        script.append("complete -c ")
                .append(name)
                .append(" -n ")
                .append(quoted(condition.strip()))
                .append(' ')
                .append(what);
        if (!description.isEmpty()) {
            script.append(" -d ").append(quoted(description));
        }
        script.append('\n');
    }

    private static String description(CommandSpec spec) {
        return first(spec.usageMessage().description());
    }

    /// Of the first sentence, without what picocli puts in later.
    private static String first(String[] description) {
        return description.length == 0
                ? ""
                : description[0].replaceFirst("\\s*\\(default: [^)]*\\)", "").replaceFirst("[.;:] .*|\\.$", "");
    }

    private static String quoted(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
