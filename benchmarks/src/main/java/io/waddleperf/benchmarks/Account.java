package io.waddleperf.benchmarks;

import io.waddleperf.database.OutcomeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How the slots of a time ended, and whether each of them did so once.
final class Account {
    private static final int MOST_EXAMPLES = 10;

    private final List<Slot> lost = new ArrayList<>();
    private final List<Slot> doubled = new ArrayList<>();
    private int due;
    private int completed;
    private int failed;
    private int refused;
    private int suppressed;
    private int missed;

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
            lost.add(slot);
        } else if (endings > 1) {
            doubled.add(slot);
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

    int due() {
        return due;
    }

    int withoutEnding() {
        return lost.size();
    }

    /// Whether each slot has one ending.
    boolean even() {
        return lost.isEmpty() && doubled.isEmpty();
    }

    /// Prints what the topics have, with its time there, of some slots that have not one ending.
    void explain(TopicScan topics) {
        var stories = topics.stories(
                Stream.concat(some(lost).stream(), some(doubled).stream()).map(Slot::command));
        some(lost).forEach(slot -> System.out.println("  no ending: " + slot + ": " + stories.get(slot.command())));
        some(doubled)
                .forEach(slot -> System.out.println("  two endings: " + slot + ": " + stories.get(slot.command())));
    }

    private static List<Slot> some(List<Slot> all) {
        int step = 1 + all.size() / MOST_EXAMPLES;
        return IntStream.range(0, all.size())
                .filter(number -> number % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public String toString() {
        return "%d due = %d completed + %d failed + %d refused + %d suppressed + %d missed; %d without ending, %d with two"
                .formatted(due, completed, failed, refused, suppressed, missed, lost.size(), doubled.size());
    }
}
