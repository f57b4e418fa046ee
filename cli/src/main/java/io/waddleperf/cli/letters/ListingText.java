package io.waddleperf.cli.letters;

import io.waddleperf.cli.Plain;
import io.waddleperf.cli.text.Columns;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A listing as a table or as JSON.
final class ListingText {
    private static final int MOST_COUNTS = 10;
    private static final List<String> HEAD = List.of("ID", "TIME", "SOURCE", "READER", "STATE", "REASON");

    private ListingText() {}

    /// @param reasonStart how much of a reason is shown
    static String table(Listing listing, int reasonStart) {
        var text = new StringBuilder();
        var rows = new ArrayList<List<String>>();
        listing.newestFirst().forEach(line -> rows.add(row(line, listing.book(), reasonStart)));
        if (!rows.isEmpty()) {
            rows.addFirst(HEAD);
            text.append(Columns.aligned(rows)).append('\n');
        }
        return text.append(summary(listing, rows.isEmpty() ? 0 : rows.size() - 1))
                .toString();
    }

    private static List<String> row(LetterLine line, ReplayBook book, int reasonStart) {
        var origins = book.origins(line.source());
        String again =
                origins.isEmpty() ? "" : "(of " + brief(origins.getFirst().toString()) + ") ";
        return List.of(
                line.id().toString(),
                line.writtenAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                brief(line.source().toString()),
                Plain.line(line.reader()),
                state(line, book),
                Plain.start(again + line.reason(), reasonStart));
    }

    /// `new`, `again` for a replayed record that failed again, `replayed` for what was sent again.
    static String state(LetterLine line, ReplayBook book) {
        if (book.of(line.source()).isPresent()) {
            return "replayed";
        }
        return book.origins(line.source()).isEmpty() ? "new" : "again";
    }

    private static String brief(String source) {
        return Plain.line(source.startsWith("waddleperf.") ? source.substring("waddleperf.".length()) : source);
    }

    private static String summary(Listing listing, int shown) {
        var text = new StringBuilder();
        text.append(count(listing.matching(), "dead letter"));
        text.append(shown < listing.matching() ? ", the newest " + shown + " are shown (--limit)\n" : "\n");
        var counts = listing.counts();
        var rows = new ArrayList<List<String>>();
        counts.stream()
                .limit(MOST_COUNTS)
                .forEach(each -> rows.add(List.of(
                        "  " + each.letters(), each.kind().reader(), each.kind().reason())));
        text.append(Columns.aligned(rows));
        if (counts.size() > MOST_COUNTS) {
            text.append("  and ")
                    .append(count(counts.size() - MOST_COUNTS, "other reason"))
                    .append('\n');
        }
        if (listing.unreadable() > 0) {
            text.append(count(listing.unreadable(), "other record"))
                    .append(" on the topic that cannot be read as a letter\n");
        }
        return text.toString();
    }

    static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + 's';
    }

    static Map<String, Object> document(Listing listing) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "items",
                listing.newestFirst().stream()
                        .map(line -> item(line, listing.book()))
                        .toList());
        json.put("total", listing.matching());
        json.put("unreadable", listing.unreadable());
        json.put(
                "counts",
                listing.counts().stream()
                        .map(each -> Map.of(
                                "reader", each.kind().reader(),
                                "reason", each.kind().reason(),
                                "letters", each.letters()))
                        .toList());
        return json;
    }

    private static Map<String, Object> item(LetterLine line, ReplayBook book) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", line.id().toString());
        item.put("writtenAt", line.writtenAt().toString());
        item.put("topic", line.source().topic());
        item.put("partition", line.source().partition());
        item.put("offset", line.source().offset());
        item.put("reader", line.reader());
        item.put("reason", line.reason());
        item.put("state", state(line, book));
        book.of(line.source()).ifPresent(replay -> item.put("replayedOffset", replay.replayedOffset()));
        item.put(
                "replayOf",
                book.origins(line.source()).stream()
                        .map(origin -> Map.of("partition", origin.partition(), "offset", origin.offset()))
                        .toList());
        return item;
    }
}
