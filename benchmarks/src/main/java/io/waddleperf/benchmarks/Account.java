package io.waddleperf.benchmarks;

import io.waddleperf.database.OutcomeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How the slots of a time ended, and whether each of them did so once.
final class Account {
    private static final int MOST_EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private int due;
    private int completed;
    private int failed;
    private int refused;
    private int suppressed;
    private int missed;
    private int without;
    private int twice;

    static Account of(Stream<Slot> slots, Stored stored) {
        var account = new Account();
        slots.forEach(slot -> account.add(slot, stored));
        return account;
    }

    private void add(Slot slot, Stored stored) {
        due++;
        var outcome = stored.results().get(slot.result());
        boolean wasMissed = stored.missed().contains(slot.command());
        boolean wasSuppressed = stored.suppressed().contains(slot.command());
        int endings = (outcome == null ? 0 : 1) + (wasMissed ? 1 : 0) + (wasSuppressed ? 1 : 0);
        if (endings == 0) {
            without++;
            example("no ending: " + slot);
        } else if (endings > 1) {
            twice++;
            example("two endings: " + slot + ", " + outcome + (wasMissed ? " and missed" : " and suppressed"));
        } else if (outcome != null) {
            count(outcome);
        } else {
            missed += wasMissed ? 1 : 0;
            suppressed += wasSuppressed ? 1 : 0;
        }
    }

    private void count(OutcomeCode outcome) {
        switch (outcome) {
            case MEASURED, UNKNOWN -> completed++;
            case FAILED, TIMED_OUT -> failed++;
            case REFUSED, UNSUPPORTED -> refused++;
        }
    }

    private void example(String text) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(text);
        }
    }

    int due() {
        return due;
    }

    int withoutEnding() {
        return without;
    }

    /// Whether each slot has one ending.
    boolean even() {
        return without == 0 && twice == 0;
    }

    /// Slots that have none or two, a few of them.
    List<String> examples() {
        return List.copyOf(examples);
    }

    @Override
    public String toString() {
        return "%d due = %d completed + %d failed + %d refused + %d suppressed + %d missed; %d without ending, %d with two"
                .formatted(due, completed, failed, refused, suppressed, missed, without, twice);
    }
}
