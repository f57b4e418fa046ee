package io.waddleperf.cli.letters;

import io.waddleperf.cli.Plain;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/// Of all letters that are meant: the newest ones, and how many there are by reader and reason.
final class Listing {
    static final Comparator<LetterLine> OLDEST_FIRST =
            Comparator.comparing(LetterLine::writtenAt).thenComparing(LetterLine::id);

    /// Reasons differ in ids, offsets and positions: they are one.
    private static final Pattern VARYING = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d+");

    private static final int REASON_START = 60;
    private static final int MOST_KINDS = 1_000;
    private static final Kind OTHERS = new Kind("…", "other reasons");

    private final LetterFilter filter;
    private final int most;
    private final PriorityQueue<LetterLine> newest = new PriorityQueue<>(OLDEST_FIRST);
    private final Map<Kind, Long> counts = new HashMap<>();
    private final ReplayBook book = new ReplayBook();
    private long matching;
    private long unreadable;

    /// A reader and what it said, without what differs from letter to letter.
    record Kind(String reader, String reason) {}

    /// How often.
    record Count(Kind kind, long letters) {}

    Listing(LetterFilter filter, int most) {
        this.filter = filter;
        this.most = most;
    }

    void take(Entry entry) {
        switch (entry) {
            case Entry.Buried buried -> take(LetterLine.of(buried));
            case Entry.Replayed replayed -> book.add(replayed.replay());
            case Entry.Unreadable _ -> unreadable++;
        }
    }

    private void take(LetterLine line) {
        if (!filter.matches(line)) {
            return;
        }
        matching++;
        newest.add(line);
        if (newest.size() > most) {
            newest.remove();
        }
        var kind = new Kind(Plain.line(line.reader()), kindOf(line.reason()));
        counts.merge(counts.size() < MOST_KINDS || counts.containsKey(kind) ? kind : OTHERS, 1L, Long::sum);
    }

    private static String kindOf(String reason) {
        return Plain.start(VARYING.matcher(reason).replaceAll("#"), REASON_START);
    }

    List<LetterLine> newestFirst() {
        return newest.stream().sorted(OLDEST_FIRST.reversed()).toList();
    }

    /// The most frequent first.
    List<Count> counts() {
        return counts.entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Count::letters)
                        .reversed()
                        .thenComparing(count -> count.kind().toString()))
                .toList();
    }

    ReplayBook book() {
        return book;
    }

    long matching() {
        return matching;
    }

    long unreadable() {
        return unreadable;
    }
}
