package io.waddleperf.api.license;

import io.waddleperf.contracts.Feature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the licence stands, for whoever asks.
///
/// @param detail      why, in words; empty where it is valid
/// @param product     that the licence must be for; null: none is needed
/// @param expiresAt   null: it has no end, or nothing is known
/// @param askedAt     when the licence server was last asked
/// @param heldAt      when it last said that the licence holds
/// @param keptAliveAt when it last took note that this installation runs
/// @param graceUntil  so long what was allowed stays allowed while the server is away
record LicenseView(
        Standing.State state,
        String detail,
        @Nullable String product,
        @Nullable String customer,
        @Nullable String tier,
        @Nullable Instant expiresAt,
        @Nullable Instant askedAt,
        @Nullable Instant heldAt,
        @Nullable Instant keptAliveAt,
        @Nullable Instant graceUntil,
        List<FeatureView> features) {
    /// @param detail why it is withheld; empty where it is allowed
    record FeatureView(Feature feature, boolean allowed, String detail) {
        static FeatureView of(Feature feature, Standing standing) {
            var objection = standing.objection(feature);
            return new FeatureView(feature, objection.isEmpty(), objection.orElse(""));
        }
    }

    static LicenseView of(Standing standing, Optional<String> product, Optional<LicenseState> known) {
        var state = known.orElse(null);
        return new LicenseView(
                standing.state(),
                standing.detail(),
                product.orElse(null),
                state == null ? null : orNull(state.customer()),
                state == null ? null : orNull(state.tier()),
                state == null ? null : state.expiresAt(),
                state == null ? null : state.askedAt(),
                state == null ? null : state.heldAt(),
                state == null ? null : state.keptAliveAt(),
                standing.graceUntil(),
                Arrays.stream(Feature.values())
                        .map(feature -> FeatureView.of(feature, standing))
                        .toList());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
