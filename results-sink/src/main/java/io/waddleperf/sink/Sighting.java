package io.waddleperf.sink;

import java.time.Instant;

/// A series as a record shows it.
///
/// @param test that measures it, by its wire name
/// @param at   due time
record Sighting(Names names, String test, Instant at) {
    /// What the number of a series is the hash of.
    record Names(String probe, String target, String check, String family) {}
}
