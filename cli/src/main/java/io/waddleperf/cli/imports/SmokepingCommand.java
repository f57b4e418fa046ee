package io.waddleperf.cli.imports;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `import smokeping`.
@Command(
        name = "smokeping",
        description =
                "Reads SmokePing's Targets, or all of its configuration: then probes and intervals are known, too.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SmokepingCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "such as /etc/smokeping/config.d/Targets or /etc/smokeping/config")
    private Path file = Path.of("Targets");

    SmokepingCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var imported = new Imported();
        new SmokepingTargets(SmokepingFile.read(file), imported).read(new Place(file, 1));
        imported.print(surroundings.out(), surroundings.err());
        return Exit.OK;
    }
}
