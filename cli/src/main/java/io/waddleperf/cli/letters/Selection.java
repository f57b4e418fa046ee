package io.waddleperf.cli.letters;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.contracts.DeadLetter.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which records are to be sent again: those of the letters that were named or that match.
///
/// Letters of several readers about one record are one. A record that was replayed before and
/// failed again matches a filter only where that is wanted; else the same command given twice
/// would send it once more.
final class Selection {
    private static final int MOST = 100_000;
    private static final Comparator<Source> IN_ORDER = Comparator.comparing(Source::topic)
            .thenComparingInt(Source::partition)
            .thenComparingLong(Source::offset);

    private final Set<LetterId> named;
    private final LetterFilter filter;
    private final Again again;
    private final SortedMap<Source, List<LetterId>> letters = new TreeMap<>(IN_ORDER);
    private final Set<LetterId> absent;
    private final ReplayBook book = new ReplayBook();

    /// What a filter does with records that were replayed before.
    enum Again {
        WANTED,
        LEFT_OUT
    }

    /// A record and the letters about it.
    record Item(Source source, List<LetterId> letters) {
        String names() {
            return letters.stream().map(LetterId::toString).collect(Collectors.joining(","));
        }
    }

    /// @param named empty where the filter chooses
    Selection(Set<LetterId> named, LetterFilter filter, Again again) {
        this.named = named;
        this.filter = filter;
        this.again = again;
        this.absent = new TreeSet<>(named);
    }

    void take(Entry entry) {
        switch (entry) {
            case Entry.Buried buried -> take(LetterLine.of(buried));
            case Entry.Replayed replayed -> book.add(replayed.replay());
            case Entry.Unreadable _ -> {} // `list` counts them
        }
    }

    private void take(LetterLine line) {
        boolean wanted = named.isEmpty() ? filter.matches(line) : absent.remove(line.id());
        if (!wanted) {
            return;
        }
        letters.computeIfAbsent(line.source(), _ -> new ArrayList<>()).add(line.id());
        if (letters.size() > MOST) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "over " + MOST + " records match; replay them in parts, by --since and --until or --reason");
        }
    }

    /// Whether a record is a replay that a filter does not mean. A reader of what is not committed
    /// yet writes its letter before the note of the replay, so this is asked last.
    boolean leavesOut(Source source) {
        return named.isEmpty()
                && again == Again.LEFT_OUT
                && !book.origins(source).isEmpty();
    }

    /// In the order of their topics, once all was taken.
    ///
    /// @throws CommandFailure where a letter that was named is not there
    List<Item> items() {
        if (!absent.isEmpty()) {
            throw LetterLog.noLetter(absent.iterator().next());
        }
        return letters.entrySet().stream()
                .filter(each -> !leavesOut(each.getKey()))
                .map(each -> new Item(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    ReplayBook book() {
        return book;
    }
}
