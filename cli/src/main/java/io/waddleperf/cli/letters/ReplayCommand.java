package io.waddleperf.cli.letters;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dead-letters replay`.
@Command(
        name = "replay",
        description = "Sends the records of dead letters to their topics again, each once: a record that was"
                + " replayed before is left alone, whoever did it.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "as `list` shows it; else the options choose")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Option(
            names = "--again",
            description = "also records that were replayed before and failed again; they have letters of their own")
    private boolean again;

    @Option(names = "--dry-run", description = "only say what would be done")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var selection = selection();
        return kafka.run(surroundings, connection -> {
            var log = new LetterLog(connection);
            log.readOn(selection::take);
            return replay(connection, log, selection);
        });
    }

    private Selection selection() {
        var named = new TreeSet<LetterId>();
        ids.forEach(id -> named.add(LetterId.parse(id)));
        var filter = filters.filter(surroundings.clock().instant());
        if (named.isEmpty() && filter.takesAll()) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "replay needs ids, or options that choose: --topic, --reader, --reason, --since, --until");
        }
        if (!named.isEmpty() && !filter.takesAll()) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "replay takes ids or options that choose, not both; leave one of them out");
        }
        return new Selection(named, filter, again ? Selection.Again.WANTED : Selection.Again.LEFT_OUT);
    }

    private int replay(Connection connection, LetterLog log, Selection selection) {
        var items = selection.items();
        var tally = new Tally();
        var replayer = new Replayer(surroundings, connection, log, selection, (item, ending) -> {
            tally.count(ending);
            surroundings.out().println(line(item, ending));
        });
        if (!dryRun && !agreed(items, selection.book())) {
            surroundings.out().println("nothing was sent");
            return Exit.NOT_ALL_DONE;
        }
        try (var _ = surroundings.stopping().begin()) { // Ctrl-C waits for the record under way and the sum
            if (dryRun) {
                replayer.rehearse(items);
            } else {
                replayer.replay(items);
            }
            surroundings.out().println(tally.text(items.size()));
        }
        return tally.allDone(items.size()) ? Exit.OK : Exit.NOT_ALL_DONE;
    }

    private boolean agreed(List<Selection.Item> items, ReplayBook book) {
        var fresh = items.stream()
                .filter(item -> book.of(item.source()).isEmpty())
                .collect(Collectors.groupingBy(
                        item -> Plain.line(item.source().topic()), TreeMap::new, Collectors.counting()));
        if (yes || fresh.isEmpty()) {
            return true;
        }
        String records = fresh.entrySet().stream()
                .map(each -> ListingText.count(each.getValue(), "record") + " of " + each.getKey())
                .collect(Collectors.joining(", "));
        return switch (surroundings.operator().question().ask("Send " + records + " again? [y/N] ")) {
            case YES -> true;
            case NO -> false;
            case NOBODY_THERE ->
                throw new CommandFailure(
                        Exit.WRONG_USE,
                        records + " would be sent again, and there is no terminal to ask;"
                                + " add --yes, or --dry-run to see them");
        };
    }

    private static String line(Selection.Item item, Ending ending) {
        return item.names() + "  " + Plain.line(item.source().toString()) + "  " + Plain.line(ending.text());
    }
}
