package io.waddleperf.api.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.kinds.SpecReader;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.TestSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What somebody wants tested now.
///
/// @param target the id of a target, or an address
record TestOrder(List<String> probes, String target, List<WantedCheck> checks) {
    static final int MOST_PROBES = 1_000;
    static final int MOST_CHECKS = 20;
    private static final List<String> FIELDS = List.of("probes", "target", "checks");
    private static final List<String> CHECK_FIELDS = List.of("name", "spec");

    TestOrder {
        probes = List.copyOf(probes);
        checks = List.copyOf(checks);
    }

    /// @throws ProblemException says everything that is wrong with it
    static TestOrder read(byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        var probes = body.names("probes", MOST_PROBES);
        String target = body.name("target");
        var checks = body.list("checks", MOST_CHECKS, "names or {name, spec}", TestOrder::check);
        return body.make(() -> new TestOrder(probes, target, checks));
    }

    private static @Nullable WantedCheck check(JsonBody body, JsonNode item, String place) {
        if (!item.isObject()) {
            String name = body.name(item, place);
            return name.isEmpty() ? null : new WantedCheck.Named(name);
        }
        body.requireKnown(item, place, CHECK_FIELDS);
        JsonNode given = item.path("name");
        String name = given.isMissingNode() || given.isNull() ? null : body.name(given, place + ".name");
        TestSpec spec = new SpecReader(body.errors()).read(item.get("spec"), place + ".spec");
        return spec == null ? null : new WantedCheck.Specified(name, spec);
    }

    /// Whether the request came of this very order.
    boolean became(Request request) {
        return probes.equals(request.probes())
                && target.equals(request.target().id())
                && checks.size() == request.checks().size()
                && IntStream.range(0, checks.size())
                        .allMatch(i -> checks.get(i).became(request.checks().get(i)));
    }

    static FieldError error(int check, String detail) {
        return new FieldError("checks[" + check + ']', detail);
    }
}
