package io.waddleperf.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What this installation may not do for want of a licence. Without such a record everything is allowed.
///
/// @param id       of the one record that there is: [#ID]
/// @param withheld features by their wire names, and why each is
/// @param at       when that was found
/// @param version  readers ignore an older one
public record Entitlements(String id, Map<String, String> withheld, Instant at, long version) {
    public static final String ID = "installation";

    /// No licence is needed, or it has everything.
    public static final Entitlements ALL = new Entitlements(ID, Map.of(), Instant.EPOCH, 0);

    private static final int MOST_FEATURES = 100;

    public Entitlements {
        Require.name("id", id);
        Require.present("withheld", withheld);
        Require.range("withheld", withheld.size(), 0, MOST_FEATURES);
        withheld = Map.copyOf(withheld);
        at = Require.micros("at", at);
    }

    /// Why the feature may not be used, as a decision gives its reason; empty where it may.
    public Optional<String> objection(Feature feature) {
        return Optional.ofNullable(withheld.get(feature.wireName())).map(why -> "licence: " + why);
    }
}
