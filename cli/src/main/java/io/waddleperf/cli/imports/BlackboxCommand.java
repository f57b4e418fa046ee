package io.waddleperf.cli.imports;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.Times;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import blackbox`.
@Command(
        name = "blackbox",
        description = "Reads modules of blackbox_exporter, and targets as Prometheus' file_sd has them.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class BlackboxCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "the modules, such as blackbox.yml")
    private Path file = Path.of("blackbox.yml");

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            required = true,
            description = "a list of {targets, labels}; the label module or __param_module names the module of each")
    private Path targets = Path.of("targets.yml");

    @Option(
            names = "--module",
            paramLabel = "NAME",
            description = "that of targets without such a label (default: the only one)")
    private @Nullable String module;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "how often they are tested: Prometheus' scrape_interval (default: ${DEFAULT-VALUE})")
    private String interval = "60s";

    BlackboxCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var _ = Times.duration("--interval", interval);
        var imported = new Imported();
        var modules = BlackboxModule.read(file, imported);
        new BlackboxTargets(modules, module, interval, imported).read(targets);
        imported.print(surroundings.out(), surroundings.err());
        return Exit.OK;
    }
}
