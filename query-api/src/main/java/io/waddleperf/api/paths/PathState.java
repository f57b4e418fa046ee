package io.waddleperf.api.paths;

import io.waddleperf.contracts.WireName;

/// How a path or one of its checks is, the worst first.
public enum PathState implements WireName {
    /// The newest result has no answer, and there was one once.
    FAILING("failing"),
    /// The newest result is outside a bound.
    BREACHING("breaching"),
    /// No result came when it should have.
    STALE("stale"),
    /// Nothing has ever been measured, or nothing can be.
    UNPROVEN("unproven"),
    HEALTHY("healthy");

    private final String wireName;

    PathState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
