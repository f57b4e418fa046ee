package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Probe;
import java.util.Map;

/// What follows from the configuration in force.
///
/// @param assignments of every enabled probe, also where it is to do nothing
/// @param slots       which of their exclusive series run when
/// @param probes      all that are known
record Planned(Map<String, Assignment> assignments, SlotPlan slots, Map<String, Probe> probes) {}
