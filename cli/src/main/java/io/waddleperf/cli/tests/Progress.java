package io.waddleperf.cli.tests;

import static io.waddleperf.cli.text.Listing.column;
import static io.waddleperf.cli.text.Listing.wide;

import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
import io.waddleperf.cli.text.ResultText;
import io.waddleperf.cli.text.SecondText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says of each test what it sees while it runs, where it tells, and how it ended: at once to a person
/// who waits, and all in a table at the end.
final class Progress {
    private static final List<Column> COLUMNS = List.of(
            column("PROBE"),
            column("CHECK"),
            column("FAMILY"),
            column("ENDING"),
            wide("COMMAND"),
            wide("RESULT"),
            column("WHAT"));

    private final Surroundings surroundings;
    private final OutputOption output;
    private final Set<String> said = new HashSet<>();
    private final Map<String, Map<?, ?>> seen = new HashMap<>();

    Progress(Surroundings surroundings, OutputOption output) {
        this.surroundings = surroundings;
        this.output = output;
    }

    /// @param status of the order
    void take(Map<String, Object> status) {
        var commands = Fields.items(status, "commands");
        for (var command : commands) {
            takeSeen(command);
            if (command.get("ending") != null && said.add(Fields.text(command, "commandId")) && commands.size() > 1) {
                surroundings
                        .err()
                        .println(said.size() + "/" + commands.size() + "  " + Fields.text(command, "probe") + "  "
                                + Fields.text(command, "check") + "  " + Fields.text(command, "ending"));
            }
        }
    }

    private void takeSeen(Map<?, ?> command) {
        var second = Fields.map(command, "seen");
        if (!second.isEmpty() && !second.equals(seen.put(Fields.text(command, "commandId"), second))) {
            surroundings
                    .err()
                    .println(Fields.text(command, "probe") + "  " + Fields.text(command, "check") + "  "
                            + SecondText.words(second));
        }
    }

    /// @param status with its results
    void end(Map<String, Object> status) {
        var rows = Fields.items(status, "commands").stream().map(Progress::row).toList();
        output.print(surroundings.out(), new Listing(COLUMNS, rows, status));
        var counts = Fields.map(status, "probes");
        surroundings
                .err()
                .println("of " + probes(Fields.text(counts, "total")) + ' ' + Fields.text(counts, "completed")
                        + " completed, " + Fields.text(counts, "failed") + " failed, " + Fields.text(counts, "refused")
                        + " refused, " + Fields.text(counts, "unanswered") + " unanswered");
    }

    private static String probes(String total) {
        return total + (total.equals("1") ? " probe" : " probes");
    }

    private static List<String> row(Map<?, ?> command) {
        var result = Fields.map(command, "result");
        return List.of(
                Fields.text(command, "probe"),
                Fields.text(command, "check"),
                Fields.text(command, "family"),
                Fields.text(command, "ending"),
                Fields.text(command, "commandId"),
                Fields.text(result, "id"),
                result.isEmpty() ? Fields.text(command, "detail") : ResultText.words(result));
    }

    static boolean allCompleted(Map<String, Object> status) {
        return Fields.items(status, "commands").stream().allMatch(command -> "completed".equals(command.get("ending")));
    }
}
