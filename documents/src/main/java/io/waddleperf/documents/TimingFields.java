package io.waddleperf.documents;

import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// When the tests of a schedule are due, besides its interval.
final class TimingFields {
    private static final String USUAL_ZONE = "UTC";

    private TimingFields() {}

    /// @return null where the schedule says nothing but its interval
    static @Nullable Timing of(FieldMap schedule) {
        String zone = Objects.requireNonNull(schedule.valueOr("zone", USUAL_ZONE, TimingFields::zone));
        Cron cron = schedule.valueOr("cron", null, expression -> new Cron(expression, zone));
        List<Window> windows = schedule.maps("windows").stream()
                .map(map -> map.as(window -> window(window, zone)))
                .toList();
        Long slipUs = schedule.valueOr("slip", null, text -> Units.micros("slip", text));
        Integer priority = schedule.valueOr("priority", null, TimingFields::priority);
        return cron == null && windows.isEmpty() && slipUs == null && priority == null
                ? null
                : new Timing(cron, windows, slipUs, priority);
    }

    private static Window window(FieldMap map, String zone) {
        return new Window(
                map.texts("days"),
                map.text("from"),
                map.text("to"),
                Objects.requireNonNull(map.valueOr("zone", zone, TimingFields::zone)));
    }

    /// Complains where there is none of that name.
    private static String zone(String name) {
        return new Cron("@daily", name).zone();
    }

    private static int priority(String text) {
        if (!text.matches("[1-9]")) {
            throw new IllegalArgumentException("priority must be 1 to 9, not " + text);
        }
        return Integer.parseInt(text);
    }
}
