package io.waddleperf.api.license;

import io.waddleperf.contracts.Feature;
import io.waddleperf.contracts.WireName;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the licence stands, and so what is withheld.
///
/// @param detail     in words; empty where nothing is to be said
/// @param graceUntil so long what was allowed stays allowed while the server is away; null where it is not, or none is
/// @param withheld   why, by feature
record Standing(State state, String detail, @Nullable Instant graceUntil, Map<Feature, String> withheld) {
    Standing {
        withheld = Map.copyOf(withheld);
    }

    enum State implements WireName {
        /// This is no release: nobody is asked, nothing withheld.
        NOT_NEEDED("not-needed"),
        /// Nobody has been asked yet.
        PENDING("pending"),
        VALID("valid"),
        /// It did hold; since then the server is away.
        GRACE("grace"),
        INVALID("invalid");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    static Standing notNeeded() {
        return new Standing(State.NOT_NEEDED, "RELEASE_MODE is not true: no licence is needed", null, Map.of());
    }

    static Standing pending() {
        return new Standing(State.PENDING, "the licence server is asked in a moment", null, Map.of());
    }

    /// It has what it has.
    static Standing holds(Map<String, Boolean> features) {
        return new Standing(State.VALID, "", null, lacking(features));
    }

    static Standing grace(String detail, Instant until, Map<String, Boolean> features) {
        return new Standing(State.GRACE, detail, until, lacking(features));
    }

    static Standing invalid(String why) {
        var all = new LinkedHashMap<Feature, String>();
        Arrays.stream(Feature.values()).forEach(feature -> all.put(feature, why));
        return new Standing(State.INVALID, why, null, all);
    }

    private static Map<Feature, String> lacking(Map<String, Boolean> features) {
        var lacking = new LinkedHashMap<Feature, String>();
        for (Feature feature : Feature.values()) {
            if (!features.getOrDefault(feature.wireName(), false)) {
                lacking.put(feature, "the licence does not have the feature " + feature.wireName());
            }
        }
        return lacking;
    }

    Optional<String> objection(Feature feature) {
        return Optional.ofNullable(withheld.get(feature));
    }
}
