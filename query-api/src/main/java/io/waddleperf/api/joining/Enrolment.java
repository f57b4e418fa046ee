package io.waddleperf.api.joining;

import io.waddleperf.api.http.JsonBody;
import io.waddleperf.contracts.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a probe that joins by a token will be.
///
/// @param life of the token
record Enrolment(String probe, String site, Map<String, String> labels, Duration life) {
    private static final List<String> FIELDS = List.of("site", "probe", "labels", "expiresInS");
    private static final int LONGEST_LIFE_S = 7 * 86_400;
    private static final int USUAL_LIFE_S = 3_600;
    private static final int LONGEST_ID = 64;
    private static final String ID = "[A-Za-z0-9_][A-Za-z0-9._-]{0," + (LONGEST_ID - 1) + '}';
    private static final int MOST_LABELS = 50;
    private static final int LONGEST_LABEL = 255;

    /// @param suffix makes the id of a probe that is given none: `<site>-<suffix>`
    static Enrolment read(byte[] json, Supplier<String> suffix) {
        var body = JsonBody.read(json, FIELDS);
        String site = body.name("site");
        body.require(site.isEmpty() || site.matches(ID), "site", "must match " + ID);
        @Nullable String given = body.text("probe");
        body.require(given == null || given.matches(ID), "probe", "must match " + ID);
        Map<String, String> labels = body.texts("labels");
        body.require(labels.size() <= MOST_LABELS, "labels", "must be at most " + MOST_LABELS);
        labels.forEach((name, value) -> body.require(
                !name.isBlank() && name.length() <= LONGEST_LABEL && value.length() <= LONGEST_LABEL,
                "labels",
                "must be texts of 1 to " + LONGEST_LABEL + " characters"));
        int life = body.integer("expiresInS", USUAL_LIFE_S, 1, LONGEST_LIFE_S);
        return body.make(() -> new Enrolment(
                given == null ? named(site, suffix.get()) : given, site, labels, Duration.ofSeconds(life)));
    }

    /// Whether a probe that joins may have this id.
    static boolean isId(String text) {
        return text.matches(ID);
    }

    private static String named(String site, String suffix) {
        int room = LONGEST_ID - 1 - suffix.length();
        return site.substring(0, Math.min(room, site.length())) + '-' + suffix;
    }

    Probe asProbe() {
        return new Probe(probe, site, true, labels, 0);
    }
}
