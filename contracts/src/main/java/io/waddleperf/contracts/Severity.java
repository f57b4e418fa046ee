package io.waddleperf.contracts;

/// How much a breach matters, least first.
public enum Severity implements WireName {
    WARNING("warning"),
    CRITICAL("critical"),
    UNKNOWN("unknown");

    private final String wireName;

    Severity(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
