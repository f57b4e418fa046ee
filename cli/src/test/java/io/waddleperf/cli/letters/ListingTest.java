package io.waddleperf.cli.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final LetterFilter ALL = new LetterFilter(null, null, null, null, null);

    @Test
    void keepsTheNewestAndCountsAll() {
        var listing = new Listing(ALL, 2);
        for (int id = 0; id < 5; id++) {
            listing.take(Letters.buried(id, Letters.result(id)));
        }
        assertEquals(
                List.of("0-4", "0-3"),
                listing.newestFirst().stream().map(line -> line.id().toString()).toList());
        assertEquals(5, listing.matching());
        assertTrue(ListingText.table(listing, 80).contains("5 dead letters, the newest 2 are shown (--limit)"));
    }

    @Test
    void countsReasonsThatDifferInNumbersAndIdsAsOne() {
        var listing = new Listing(ALL, 10);
        listing.take(
                Letters.buried(1, Letters.result(1), "results-sink", "key 4 of 01234567-89ab-8def-8123-456789abcdef"));
        listing.take(
                Letters.buried(2, Letters.result(2), "results-sink", "key 17 of 11234567-89ab-8def-8123-456789abcdef"));
        listing.take(Letters.buried(3, Letters.result(3), "scheduler", "too late"));
        assertEquals(
                List.of(
                        new Listing.Count(new Listing.Kind("results-sink", "key # of #"), 2),
                        new Listing.Count(new Listing.Kind("scheduler", "too late"), 1)),
                listing.counts());
    }

    @Test
    void bindsTheNumberOfReasons() {
        var listing = new Listing(ALL, 1);
        for (int i = 0; i < 3_000; i++) {
            String reason = i == 0 ? "a" : "b".repeat(i % 50) + "c".repeat(i / 50);
            listing.take(Letters.buried(i, Letters.result(i), "results-sink", reason));
        }
        assertEquals(
                3_000,
                listing.counts().stream().mapToLong(Listing.Count::letters).sum());
        assertTrue(listing.counts().size() <= 1_001, () -> "" + listing.counts().size());
    }

    @Test
    void tellsNewFromReplayedAndFromAgain() {
        var listing = new Listing(ALL, 10);
        listing.take(Letters.buried(1, Letters.result(77)));
        listing.take(Letters.replayed(Letters.result(77), 90));
        listing.take(Letters.buried(3, Letters.result(90)));
        listing.take(Letters.buried(4, Letters.result(91)));
        assertEquals("""
                ID   TIME                  SOURCE        READER        STATE     REASON
                0-4  2026-11-23T02:42:37Z  results-2@91  results-sink  new       not a Result: the value is null
                0-3  2026-11-23T02:42:36Z  results-2@90  results-sink  again     (of results-2@77) not a Result: the value is null
                0-1  2026-11-23T02:42:34Z  results-2@77  results-sink  replayed  not a Result: the value is null

                3 dead letters
                  3  results-sink  not a Result: the value is null
                """, ListingText.table(listing, 80));
        String json = Json.MAPPER.toJson(ListingText.document(listing));
        assertTrue(json.contains("\"state\":\"again\",\"replayOf\":[{"), json);
        assertTrue(json.contains("\"state\":\"replayed\",\"replayedOffset\":90"), json);
    }

    @Test
    void saysThatThereIsNothing() {
        var listing = new Listing(ALL, 10);
        assertEquals("0 dead letters\n", ListingText.table(listing, 80));
        assertEquals(
                "{\"items\":[],\"total\":0,\"unreadable\":0,\"counts\":[]}",
                Json.MAPPER.toJson(ListingText.document(listing)));
    }

    @Test
    void letsNoEscapeSequenceThrough() {
        var listing = new Listing(ALL, 10);
        listing.take(Letters.buried(1, Letters.result(1), "rea\u001bder", "rea\u001bson\n"));
        assertTrue(ListingText.table(listing, 80).indexOf('\u001b') < 0);
        listing.take(new Entry.Unreadable(new LetterId(0, 2), "no letter"));
        assertTrue(ListingText.table(listing, 80).contains("1 other record on the topic"));
    }
}
