package io.waddleperf.contracts;

import java.util.Map;

/// An agent at a site, as configured; what it says of itself is its [Heartbeat].
public record Probe(String id, String site, boolean enabled, Map<String, String> labels, long version) {
    public Probe {
        Require.name("probe", id);
        Require.name("site", site);
        labels = Map.copyOf(labels);
    }
}
