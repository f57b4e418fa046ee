package io.waddleperf.cli.schedules;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.Query;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `why-not`: each series of a schedule, when it is due next, and what is in its way.
@Command(
        name = "why-not",
        description = "Says when each test of a schedule is due next, and what is in its way.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/schedules.md says what the reasons mean."})
public final class WhyNotCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = Stream.of(
                    "PROBE", "TARGET", "CHECK", "FAMILY", "STATE", "NEXT SLOT", "WHY NOT")
            .map(Listing::column)
            .toList();

    private final Surroundings surroundings;

    @Parameters(paramLabel = "SCHEDULE", description = "its id")
    private String schedule = "";

    @Option(names = "--probe", paramLabel = "ID", description = "only of this probe")
    private @Nullable String probe;

    @Option(names = "--target", paramLabel = "ID", description = "only of this target")
    private @Nullable String target;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    private WhyNotCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new WhyNotCommand(surroundings));
    }

    @Override
    public Integer call() {
        var outlook = api.connect(surroundings)
                .get(Query.of("/api/v1/schedules")
                        .part(schedule)
                        .part("why-not")
                        .with("probe", probe)
                        .with("target", target)
                        .toString());
        var rows = new ArrayList<List<String>>();
        Fields.items(outlook, "items").forEach(item -> addRows(item, rows));
        output.print(surroundings.out(), new Listing(COLUMNS, rows, outlook));
        if (rows.isEmpty()) {
            surroundings.err().println("the schedule asks for nothing: it has no probe or no target");
        }
        if (Boolean.FALSE.equals(outlook.get("complete"))) {
            surroundings.err().println("there are more; --probe or --target shows those of one");
        }
        return Exit.OK;
    }

    /// A line for each further reason.
    private static void addRows(Map<?, ?> item, List<List<String>> rows) {
        var reasons = Fields.items(item, "reasons");
        rows.add(List.of(
                Fields.text(item, "probe"),
                Fields.text(item, "target"),
                Fields.text(item, "check"),
                Fields.text(item, "family"),
                Fields.text(item, "state"),
                Fields.text(item, "nextSlot"),
                reasons.isEmpty() ? "-" : reason(reasons.getFirst())));
        reasons.stream().skip(1).forEach(more -> rows.add(List.of("", "", "", "", "", "", reason(more))));
    }

    private static String reason(Map<?, ?> reason) {
        return Fields.text(reason, "code") + ": " + Fields.text(reason, "detail") + "; "
                + Fields.text(reason, "advice");
    }
}
