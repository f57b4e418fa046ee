package io.waddleperf.contracts;

/// A path: one probe and one target.
public record PathName(String probe, String target) {
    public PathName {
        Require.name("probe", probe);
        Require.name("target", target);
    }

    @Override
    public String toString() {
        return probe + " → " + target;
    }
}
