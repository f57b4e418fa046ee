package io.waddleperf.api.tests;

import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import java.util.List;

/// What somebody wants tested now.
///
/// @param target the id of a target, or an address
/// @param checks names of tests, or of checks of any schedule
record TestOrder(List<String> probes, String target, List<String> checks) {
    static final int MOST_PROBES = 1_000;
    static final int MOST_CHECKS = 20;
    private static final List<String> FIELDS = List.of("probes", "target", "checks");

    /// @throws ProblemException says everything that is wrong with it
    static TestOrder read(byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        var probes = body.names("probes", MOST_PROBES);
        String target = body.name("target");
        var checks = body.names("checks", MOST_CHECKS);
        return body.make(() -> new TestOrder(probes, target, checks));
    }
}
