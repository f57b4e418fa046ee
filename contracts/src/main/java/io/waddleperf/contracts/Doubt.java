package io.waddleperf.contracts;

import java.util.EnumSet;
import java.util.Set;

/// A reason not to take a result at its word: by default it neither breaches nor clears.
public enum Doubt implements WireName {
    /// The probe was cut off from its broker, so perhaps from everything.
    ISOLATED("isolated"),
    /// The probe itself was short of CPU or ran a throughput test.
    UNDER_LOAD("under-load"),
    /// The probe ran it by itself while nobody could order tests; it comes late.
    AUTONOMOUS("autonomous"),
    UNKNOWN("unknown");

    private final String wireName;

    Doubt(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /// The doubts about a result.
    public static Set<Doubt> of(Result result) {
        var doubts = EnumSet.noneOf(Doubt.class);
        if (result.quality().isolated()) {
            doubts.add(ISOLATED);
        }
        if (result.quality().underLoad()) {
            doubts.add(UNDER_LOAD);
        }
        if (result.cause() instanceof Cause.Autonomous) {
            doubts.add(AUTONOMOUS);
        }
        return doubts;
    }
}
