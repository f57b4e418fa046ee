package io.waddleperf.api.rules;

import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a rule that somebody wants.
///
/// What a caller has read may be sent back: `version`, `exitBound`, `builtIn` and `origin` are
/// there to be read and are not looked at.
final class ThresholdDraft {
    private static final List<String> FIELDS = List.of(
            "id",
            "enabled",
            "match",
            "metric",
            "tier",
            "enter",
            "exit",
            "breaches",
            "of",
            "clears",
            "severity",
            "countsAlso",
            "version",
            "exitBound",
            "builtIn",
            "origin");
    private static final String UNNAMED = "draft";
    /// These stand in the place of an id in paths of their own.
    private static final Set<String> TAKEN = Set.of("effective", "preview");

    private ThresholdDraft() {}

    /// @param id from the path
    /// @throws ProblemException says everything that is wrong with it
    static Threshold read(String id, byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        requireId(body, id);
        @Nullable String given = body.text("id");
        body.require(given == null || given.equals(id), "id", "must be that of the path, " + id);
        return read(body, id);
    }

    /// One that need not have an id yet.
    static Threshold readUnnamed(byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        String id = Objects.requireNonNullElse(body.text("id"), UNNAMED);
        requireId(body, id);
        return read(body, id);
    }

    private static void requireId(JsonBody body, String id) {
        try {
            Require.name("id", id);
            Thresholds.requireFree(id);
        } catch (IllegalArgumentException e) {
            body.require(false, "id", Parameters.withoutField("id", String.valueOf(e.getMessage())));
        }
        body.require(!TAKEN.contains(id), "id", "must not be effective or preview");
    }

    private static Threshold read(JsonBody body, String id) {
        boolean enabled = body.flag("enabled", true);
        var match = body.texts("match");
        String metric = body.required("metric", body.text("metric"));
        int tier = body.integer("tier", 1, 1, 3);
        Double enter = body.required("enter", body.decimal("enter"));
        Double exit = body.decimal("exit");
        // as the built-in ones: tier 1 is confirmed by testing again, a deeper tier is the confirmation
        int of = body.integer("of", tier == 1 ? 3 : 1, 1, Threshold.MOST_OF);
        int breaches = body.integer("breaches", tier == 1 ? Math.min(2, of) : 1, 1, Threshold.MOST_OF);
        int clears = body.integer("clears", 3, 1, 100);
        var severity = body.choice("severity", Parameters.known(Severity.values()));
        var countsAlso = body.choices("countsAlso", Parameters.known(Doubt.values()));
        return body.make(() -> new Threshold(
                id,
                enabled,
                match,
                Objects.requireNonNull(metric),
                tier,
                Objects.requireNonNull(enter),
                exit,
                breaches,
                of,
                clears,
                Objects.requireNonNullElse(severity, Severity.WARNING),
                countsAlso,
                1));
    }
}
