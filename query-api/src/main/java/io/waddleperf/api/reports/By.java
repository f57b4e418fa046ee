package io.waddleperf.api.reports;

import io.waddleperf.contracts.WireName;

/// What the rows of a report are of; together they make the rows finer.
enum By implements WireName {
    MONTH("month"),
    DAY("day"),
    SITE("site"),
    PROBE("probe"),
    TARGET("target"),
    /// Probe and target.
    PATH("path"),
    CHECK("check");

    private final String wireName;

    By(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
