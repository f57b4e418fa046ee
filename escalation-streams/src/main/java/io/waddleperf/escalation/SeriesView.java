package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One assigned series: what it tests, its rules, its slots.
final class SeriesView {
    private static final long NONE = -1;

    /// What a silent probe has to tell is waited for; all its series would be looked at all the time.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final long id;
    private final PathView path;
    private final Assignment.Item item;
    private final SlotView slots;
    private List<Threshold> rules = List.of();
    private Map<String, String> labels = Map.of();

    /// As it stands in the store, null before it is asked for: reading it anew for each result was a
    /// tenth of the work.
    private @Nullable SeriesState state;

    /// The start of the minute that is open in the store.
    private long openMinuteUs = NONE;

    SeriesView(long id, PathView path, Assignment.Item item, SlotView slots) {
        this.id = id;
        this.path = path;
        this.item = item;
        this.slots = slots;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    long id() {
        return id;
    }

    PathView path() {
        return path;
    }

    Assignment.Item item() {
        return item;
    }

    List<Threshold> rules() {
        return rules;
    }

    Map<String, String> labels() {
        return labels;
    }

    /// @param ofIt its labels
    /// @param next the rules that are in force for them
    void rules(Map<String, String> ofIt, List<Threshold> next) {
        labels = ofIt;
        rules = next;
    }

    /// Which of its slots have had their ending.
    SlotView slots() {
        return slots;
    }

    /// @param store of the states of all series
    SeriesState state(SeriesStore store) {
        if (state == null) {
            state = store.get(id);
        }
        return state;
    }

    /// A change of it did not reach the store.
    void forgetState() {
        state = null;
    }

    void openMinute(long startUs) {
        openMinuteUs = startUs;
    }

    /// Whether nothing more will come to the open minute; told once.
    boolean minuteIsOver(Instant now) {
        if (openMinuteUs == NONE || micros(now) <= openMinuteUs + minuteWaitUs()) {
            return false;
        }
        openMinuteUs = NONE;
        return true;
    }

    /// When a slot's deadline or the end of the open minute is to be judged next.
    Instant nextLook(Instant now) {
        long nextUs = slots.nextDeadlineUs(now);
        if (openMinuteUs != NONE) {
            nextUs = Math.min(nextUs, openMinuteUs + minuteWaitUs() + 1);
        }
        Instant next = Instant.EPOCH.plus(nextUs, ChronoUnit.MICROS);
        return next.isAfter(now) ? next : now.plus(LOOK_AGAIN);
    }

    private long minuteWaitUs() {
        return 2 * Rollup.MINUTE_US + item.intervalUs();
    }
}
