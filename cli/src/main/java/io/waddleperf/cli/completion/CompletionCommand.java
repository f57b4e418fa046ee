package io.waddleperf.cli.completion;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `completion`: prints a script for a shell, made from the commands as they are.
@Command(
        name = "completion",
        description = "Prints what makes a shell complete these commands.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "bash:  ./waddleperf completion bash > ~/.local/share/bash-completion/completions/waddleperf",
            "zsh:   ./waddleperf completion zsh > FILE, and `source FILE` in ~/.zshrc",
            "fish:  ./waddleperf completion fish > ~/.config/fish/completions/waddleperf.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    private static final String NAME = "waddleperf";

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
    private Shell shell = Shell.bash;

    /// Those that are known; the names are those of the parameter.
    enum Shell {
        bash,
        zsh,
        fish
    }

    private CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new CompletionCommand(surroundings));
    }

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        ofTheScript().forEach((name, words) -> root.addSubcommand(name, placeholder(words)));
        surroundings.out().print(script(root));
        surroundings.out().flush();
        return Exit.OK;
    }

    private String script(CommandLine root) {
        return switch (shell) {
            case bash, zsh -> AutoComplete.bash(NAME, root); // of zsh it asks for the ways of bash
            case fish -> FishScript.of(NAME, root);
        };
    }

    private static CommandLine placeholder(String words) {
        var spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage().description(words);
        return new CommandLine(spec);
    }

    /// What the script `waddleperf` does without this program: names are completed, their options are not.
    private static Map<String, String> ofTheScript() {
        var commands = new LinkedHashMap<String, String>();
        commands.put("up", "Runs everything on this machine.");
        commands.put("measure", "Tests a target once, from here, without any server.");
        commands.put("probe", "A probe of a WaddlePerf that runs on another machine.");
        commands.put("responder", "Answers tests of probes and of other tools.");
        commands.put("verify", "Builds everything and passes all tests.");
        commands.put("build", "Builds without tests.");
        commands.put("package", "Builds what is installed elsewhere.");
        commands.put("jdk", "Prints the folder of the JDK that is used.");
        commands.put("version", "Prints the version.");
        commands.put("help", "Says what there is.");
        return commands;
    }
}
