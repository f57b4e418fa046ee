package io.waddleperf.api.incidents;

import io.waddleperf.api.http.RawJson;
import java.time.Instant;

/// An incident as it was, as its link shows it.
///
/// @param results those that its chain names, in its order; without those that did not fit
public record Snapshot(Instant takenAt, Instant expiresAt, RawJson incident, RawJson results) {}
