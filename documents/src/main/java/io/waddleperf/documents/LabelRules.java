package io.waddleperf.documents;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Target;
import java.util.Map;

/// What may be stored of labels and targets that come from a running system's callers.
public final class LabelRules {
    private static final int MOST_LABELS = 64;
    private static final int MOST_VALUE = 256;
    private static final int MOST_ADDRESS = 2_048;
    private static final int MOST_BEFORE = 100;

    private LabelRules() {}

    /// The same labels.
    ///
    /// @throws IllegalArgumentException says what is allowed
    public static Map<String, String> require(Map<String, String> labels) {
        Require.that(labels.size() <= MOST_LABELS, "labels", labels.size(), "must be at most " + MOST_LABELS);
        labels.forEach((name, value) -> {
            Require.that(
                    name.matches("[A-Za-z0-9_./-]{1,64}"),
                    "labels",
                    '"' + name + '"',
                    "must have names of 1 to 64 letters, digits or characters of _./-");
            Require.that(
                    !value.isBlank() && value.length() <= MOST_VALUE,
                    "labels",
                    "that of " + name,
                    "must have values of 1 to " + MOST_VALUE + " characters");
        });
        return labels;
    }

    /// The same target.
    ///
    /// @throws IllegalArgumentException says what is allowed
    public static Target require(Target target) {
        Require.range("address", target.address().length(), 1, MOST_ADDRESS);
        Require.range("dependsOn", target.dependsOnOrNone().size(), 0, MOST_BEFORE);
        require(target.labels());
        return target;
    }
}
