package io.waddleperf.contracts;

/// What a licence may leave out.
public enum Feature implements WireName {
    /// Deeper tests that nobody asked for: tiers 2 and 3.
    AUTOPERF("autoperf"),
    /// What broken paths have in common: comparisons with others, and incidents of more than one path.
    ANALYSIS("analysis");

    private final String wireName;

    Feature(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
