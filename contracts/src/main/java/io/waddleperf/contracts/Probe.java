package io.waddleperf.contracts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An agent at a site, as configured; what it says of itself is its [Heartbeat].
///
/// @param location null: that of its site, if one is stated
public record Probe(
        String id,
        String site,
        boolean enabled,
        Map<String, String> labels,
        long version,
        @Nullable Location location) {
    public Probe {
        Require.name("probe", id);
        Require.name("site", site);
        labels = Map.copyOf(labels);
    }

    /// Of which no position of its own is stated. That its labels have a bound keeps the generator of adapters, which
    /// goes by the types of fields, from taking it for the canonical one.
    public Probe(String id, String site, boolean enabled, Map<String, ? extends String> labels, long version) {
        this(id, site, enabled, Map.copyOf(labels), version, null);
    }

    /// The same somewhere else.
    public Probe at(@Nullable Location place) {
        return new Probe(id, site, enabled, labels, version, place);
    }
}
