package io.waddleperf.cli.documents;

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
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `republish`: for who has put back the database, or lost Kafka.
@Command(
        name = "republish",
        description = "Makes Kafka's topics say of the configuration what the database says, after one of both was put"
                + " back from a copy or lost.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "docs/how-to/back-up-and-restore.md says when."})
public final class RepublishCommand implements Callable<Integer> {
    private static final List<String> FIELDS = List.of("topic", "written", "removed", "unchanged");
    private static final List<Column> COLUMNS = Stream.of("TOPIC", "WRITTEN", "REMOVED", "UNCHANGED")
            .map(Listing::column)
            .toList();

    private final Surroundings surroundings;

    @Option(names = "--dry-run", description = "the server says what it would do; nothing is changed")
    private boolean dryRun;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    private RepublishCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new RepublishCommand(surroundings));
    }

    @Override
    public Integer call() {
        var path = Query.of("/api/v1/system/republication").with("dryRun", dryRun ? true : null);
        var answer = api.connect(surroundings)
                .order(path.toString(), "{}", "run `republish` again: what was done by then it leaves as it is");
        var rows = new ArrayList<List<String>>();
        for (var item : Fields.items(answer, "items")) {
            rows.add(FIELDS.stream().map(field -> Fields.text(item, field)).toList());
        }
        output.print(surroundings.out(), new Listing(COLUMNS, rows, answer));
        return Exit.OK;
    }
}
