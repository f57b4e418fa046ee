package io.waddleperf.api.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.kinds.SpecReader;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.TestSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What somebody wants tested now.
///
/// @param probes none where `match` says which
/// @param match  labels of probes: `site`, `probe`, `probe.LABEL`; empty: those that are named
/// @param target the id of a target, or an address
/// @param families of each check; empty: those of the check
record TestOrder(
        List<String> probes,
        Map<String, String> match,
        String target,
        List<Family> families,
        List<WantedCheck> checks) {
    static final int MOST_PROBES = 1_000;
    static final int MOST_CHECKS = 20;
    private static final List<String> FIELDS = List.of("probes", "match", "target", "families", "checks");
    private static final List<String> CHECK_FIELDS = List.of("name", "spec");

    TestOrder {
        probes = List.copyOf(probes);
        match = Map.copyOf(match);
        families = List.copyOf(families);
        checks = List.copyOf(checks);
    }

    TestOrder(List<String> probes, String target, List<WantedCheck> checks) {
        this(probes, Map.of(), target, List.of(), checks);
    }

    /// The same for these.
    TestOrder ofProbes(List<String> found) {
        return new TestOrder(found, Map.of(), target, families, checks);
    }

    /// @throws ProblemException says everything that is wrong with it
    static TestOrder read(byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        var match = body.texts("match");
        match.keySet()
                .forEach(label ->
                        body.require(isOfProbe(label), "match." + label, "must name site, probe or probe.LABEL"));
        var probes = match.isEmpty() ? body.names("probes", MOST_PROBES) : body.namesOrNone("probes", MOST_PROBES);
        body.require(match.isEmpty() || probes.isEmpty(), "match", "stands beside probes: say one of them");
        String target = body.name("target");
        var families = body.choices("families", Parameters.known(Family.values()));
        var checks = body.list("checks", MOST_CHECKS, "names or {name, spec}", TestOrder::check);
        return body.make(() -> new TestOrder(probes, match, target, families, checks));
    }

    private static boolean isOfProbe(String label) {
        return label.equals(Labels.SITE) || label.equals(Labels.PROBE) || label.startsWith(Labels.PROBE + '.');
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

    /// Whether the request came of this very order. Where labels are matched, the probes that fitted at
    /// the first time stand: others may fit when it is sent again.
    boolean became(Request request) {
        return (!match.isEmpty() || probes.equals(request.probes()))
                && target.equals(request.target().id())
                && checks.size() == request.checks().size()
                && IntStream.range(0, checks.size())
                        .allMatch(i -> became(checks.get(i), request.checks().get(i)));
    }

    /// Of a check by name whose families are not given it cannot be told.
    private boolean became(WantedCheck wanted, Check check) {
        boolean sameFamilies = families.isEmpty()
                ? wanted instanceof WantedCheck.Named || check.families().isEmpty()
                : Set.copyOf(families).equals(Set.copyOf(check.families()));
        return sameFamilies && wanted.became(check);
    }

    static FieldError error(int check, String detail) {
        return new FieldError("checks[" + check + ']', detail);
    }
}
