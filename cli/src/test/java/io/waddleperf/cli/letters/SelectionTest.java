package io.waddleperf.cli.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.cli.CommandFailure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final LetterFilter ALL = new LetterFilter(null, null, null, null, null);
    private static final LetterFilter RESULTS = new LetterFilter("results", null, null, null, null);

    @Test
    void takesTheRecordOfSeveralLettersOnce() {
        var selection = new Selection(Set.of(), RESULTS, Selection.Again.LEFT_OUT);
        selection.take(Letters.buried(1, Letters.result(78)));
        selection.take(Letters.buried(2, Letters.result(77), "results-sink", "no"));
        selection.take(Letters.buried(3, Letters.result(77), "escalation-streams", "no"));
        assertEquals(
                List.of("0-2,0-3", "0-1"),
                selection.items().stream().map(Selection.Item::names).toList());
    }

    @Test
    void leavesOutWhatFailedAgainUnlessItIsWanted() {
        assertEquals(1, afterAReplayThatFailed(Selection.Again.LEFT_OUT).items().size());
        assertEquals(2, afterAReplayThatFailed(Selection.Again.WANTED).items().size());
    }

    /// A reader of what is not committed yet is faster than the note.
    @Test
    void leavesOutWhatFailedAgainBeforeItsNoteWasThere() {
        var selection = new Selection(Set.of(), RESULTS, Selection.Again.LEFT_OUT);
        selection.take(Letters.buried(1, Letters.result(77)));
        selection.take(Letters.buried(2, Letters.result(90)));
        selection.take(Letters.replayed(Letters.result(77), 90));
        assertEquals(
                List.of("0-1"),
                selection.items().stream().map(Selection.Item::names).toList());
    }

    @Test
    void takesWhatFailedAgainWhereItIsNamed() {
        var selection = new Selection(Set.of(new LetterId(0, 3)), ALL, Selection.Again.LEFT_OUT);
        feed(selection);
        assertEquals("0-3", selection.items().getFirst().names());
    }

    @Test
    void saysWhichLetterIsNotThere() {
        var selection = new Selection(Set.of(new LetterId(0, 99)), ALL, Selection.Again.LEFT_OUT);
        feed(selection);
        var absent = assertThrows(CommandFailure.class, selection::items);
        assertEquals(
                "there is no dead letter 0-99 (any more: they are kept for 14 days); `list` shows those there are",
                absent.getMessage());
    }

    private static Selection afterAReplayThatFailed(Selection.Again again) {
        var selection = new Selection(Set.of(), RESULTS, again);
        feed(selection);
        return selection;
    }

    private static void feed(Selection selection) {
        selection.take(Letters.buried(1, Letters.result(77)));
        selection.take(Letters.replayed(Letters.result(77), 90));
        selection.take(Letters.buried(3, Letters.result(90)));
    }
}
