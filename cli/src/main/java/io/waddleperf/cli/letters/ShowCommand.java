package io.waddleperf.cli.letters;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.OutputOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dead-letters show`.
@Command(
        name = "show",
        description = "Shows a dead letter with its record: reason, source, key, headers and value.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "ID", description = "as `list` shows it")
    private String id = "";

    @Option(names = "--value", description = "write the record's value, byte for byte, and nothing else")
    private boolean value;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var letterId = LetterId.parse(id);
        return kafka.run(surroundings, connection -> {
            var log = new LetterLog(connection);
            var letter = log.letter(letterId);
            var shown = new Shown(letter, new SourceRecords(connection).find(letter));
            return value ? writeValue(shown) : show(shown, log);
        });
    }

    private int show(Shown shown, LetterLog log) {
        var book = new ReplayBook();
        log.readSince(Instant.EPOCH, entry -> {
            if (entry instanceof Entry.Replayed replayed) {
                book.add(replayed.replay());
            }
        });
        switch (output.format()) {
            case table, wide -> surroundings.out().print(ShownText.text(shown, book));
            case json, yaml -> output.document(surroundings.out(), ShownText.document(shown, book));
        }
        return Exit.OK;
    }

    private int writeValue(Shown shown) {
        var bytes = shown.value()
                .orElseThrow(() -> new CommandFailure(
                        Exit.WRONG_USE, "the value of " + id + " is not there: " + shown.whereIsIt()));
        surroundings.out().write(bytes, 0, bytes.length);
        surroundings.out().flush();
        return Exit.OK;
    }
}
