package io.waddleperf.contracts.catalogue;

import io.waddleperf.contracts.WireName;

/// For whom a topic is.
public enum Audience implements WireName {
    /// For every program that is let in: what is on it changes by additions only.
    PUBLIC("public"),
    /// For WaddlePerf's own parts, one version apart.
    INTERNAL("internal"),
    /// Internal, and its values are shown to nobody.
    SECRET("secret");

    private final String wireName;

    Audience(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
