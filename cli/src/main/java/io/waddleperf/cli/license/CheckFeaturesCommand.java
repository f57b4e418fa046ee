package io.waddleperf.cli.license;

import static io.waddleperf.cli.text.Listing.column;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
import io.waddleperf.licensing.LicenseSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `license check-features`: ends with 1 where the licence does not hold, or one that was named is not in it.
@Command(
        name = "check-features",
        description = "Lists the features that the licence server knows, and whether the licence has them.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CheckFeaturesCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(column("FEATURE"), column("ENTITLED"));

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FEATURE", arity = "0..*", description = "only these, all of which must be in it")
    private List<String> named = new ArrayList<>();

    @Mixin
    private final OutputOption output = new OutputOption();

    CheckFeaturesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = Licensing.settings(surroundings.operator());
        if (!settings.releaseMode()) {
            surroundings.err().println(LicenseCommand.NOT_NEEDED);
            return Exit.OK;
        }
        var entitled = entitled(settings);
        if (!named.isEmpty()) {
            entitled.keySet().retainAll(named);
            named.forEach(name -> entitled.putIfAbsent(name, false));
        }
        print(entitled);
        return named.stream().allMatch(name -> entitled.getOrDefault(name, false)) ? Exit.OK : Exit.NOT_ALL_DONE;
    }

    /// By name.
    private Map<String, Boolean> entitled(LicenseSettings settings) {
        var now = surroundings.clock().instant();
        var entitled = Licensing.ask(settings, server -> server.entitled(now));
        if (!entitled.license().holds()) {
            throw new CommandFailure(
                    Exit.NOT_ALL_DONE,
                    "the licence does not hold: " + entitled.license().problem());
        }
        return new TreeMap<>(entitled.features());
    }

    private void print(Map<String, Boolean> entitled) {
        var rows = new ArrayList<List<String>>();
        var items = new ArrayList<Map<String, Object>>();
        entitled.forEach((name, has) -> {
            rows.add(List.of(name, has ? "yes" : "no"));
            var item = new LinkedHashMap<String, Object>();
            item.put("name", name);
            item.put("entitled", has);
            items.add(item);
        });
        output.print(surroundings.out(), new Listing(COLUMNS, rows, Map.of("items", items)));
    }
}
