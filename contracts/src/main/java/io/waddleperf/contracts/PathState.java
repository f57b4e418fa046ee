package io.waddleperf.contracts;

/// Where a path stands between healthy and analysed; the transitions are those of the tier machine.
public enum PathState implements WireName {
    /// It has never answered, so its silence is no news.
    UNPROVEN("unproven"),
    /// No rule is broken.
    HEALTHY("healthy"),
    /// A first breach; it is tested again every few seconds.
    SUSPECT("suspect"),
    /// The breach is confirmed; tier 2 looks into it.
    DIAGNOSING("diagnosing"),
    /// Tier 2 found something; tier 3 looks into that.
    ANALYSING("analysing"),
    /// It answers within its exit bounds again, not yet often enough.
    RECOVERING("recovering"),
    /// Nothing comes from its probe.
    SILENT("silent"),
    UNKNOWN("unknown");

    private final String wireName;

    PathState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /// Whether the path belongs to an incident now.
    public boolean open() {
        return switch (this) {
            case DIAGNOSING, ANALYSING, RECOVERING -> true;
            case UNPROVEN, HEALTHY, SUSPECT, SILENT, UNKNOWN -> false;
        };
    }
}
