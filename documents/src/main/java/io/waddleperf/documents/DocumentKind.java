package io.waddleperf.documents;

import io.waddleperf.contracts.WireName;
import java.util.Arrays;
import java.util.List;

/// What a document is about, in the order in which they are applied: what is named stands before what
/// names it.
public enum DocumentKind implements WireName {
    TARGET("Target"),
    CHECK("Check"),
    SITE("Site"),
    PROBE_TAGS("ProbeTags"),
    SCHEDULE("Schedule"),
    THRESHOLD("Threshold"),
    SILENCE("Silence"),
    CHANNEL("Channel");

    private final String wireName;

    DocumentKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(DocumentKind::wireName).toList();
    }

    /// @throws IllegalArgumentException says which there are
    public static DocumentKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind must be one of " + String.join(", ", names()) + ", not " + name));
    }
}
