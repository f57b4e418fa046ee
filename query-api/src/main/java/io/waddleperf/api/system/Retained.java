package io.waddleperf.api.system;

import io.waddleperf.api.system.SystemView.Kept;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/// For how long results-sink keeps things, as far as this service is told: in one process with it always, alone where
/// somebody gives it the same settings.
final class Retained {
    private static final List<String> THINGS = List.of(
            "tier1",
            "tier2",
            "tier3",
            "rollup-minutes",
            "rollup-hours",
            "run-events",
            "escalations",
            "incidents",
            "notifications",
            "artifacts",
            "archived-results",
            "archived-decisions");

    private Retained() {}

    static List<Kept> of(Config config) {
        return THINGS.stream()
                .map(thing -> "waddleperf.retention." + thing + "-days")
                .map(setting -> new Kept(
                        setting, config.getOptionalValue(setting, Integer.class).orElse(null)))
                .toList();
    }
}
