package io.waddleperf.api.exposition;

/// A number of the page.
///
/// @param labels such as `probe="p1",target="web"`; empty: none
record Reading(Gauge gauge, String labels, double value) {}
