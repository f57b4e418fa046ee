package io.waddleperf.scheduler;

import io.waddleperf.contracts.Probe;
import java.util.Map;

/// What orders are held against, as it is now.
///
/// @param slots  of the exclusive series of schedules
/// @param probes by id
record Known(SlotPlan slots, Map<String, Probe> probes) {
    static final Known NOTHING = new Known(SlotPlan.EMPTY, Map.of());
}
