package io.waddleperf.cli.tests;

import io.avaje.json.JsonException;
import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.text.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What shall be tested, by whom and how.
final class Order {
    private static final int MOST_NAMED = 10;

    @Parameters(paramLabel = "TARGET", description = "its id, or an address: 192.0.2.7, name:443, https://example.net/")
    private String target = "";

    @Option(
            names = "--probes",
            paramLabel = "ID",
            split = ",",
            description = "who tests it, with commas between them (default: the probe, where there is but one)")
    private List<String> probes = new ArrayList<>();

    @Option(
            names = "--match",
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "instead of --probes labels that they have, such as site=fra,probe.net=lan")
    private Map<String, String> match = new LinkedHashMap<>();

    @Option(
            names = "--checks",
            paramLabel = "NAME",
            split = ",",
            description = "names of checks or of tests, with commas between them (default: ping)")
    private List<String> checks = new ArrayList<>();

    @Option(
            names = "--spec",
            paramLabel = "JSON",
            description =
                    "a test with parameters of its own, such as '{\"type\":\"ping\",\"count\":50}'; may be repeated")
    private List<String> specs = new ArrayList<>();

    @Option(
            names = "--families",
            paramLabel = "FAMILY",
            split = ",",
            description =
                    "in which address families, ipv4 and ipv6, with a comma between them (default: the checks' own)")
    private List<String> families = new ArrayList<>();

    String target() {
        return target;
    }

    /// As the API wants it.
    Map<String, Object> body(Api api) {
        if (!probes.isEmpty() && !match.isEmpty()) {
            throw new CommandFailure(Exit.WRONG_USE, "--probes and --match both say who tests; leave one out");
        }
        var body = new LinkedHashMap<String, Object>();
        if (match.isEmpty()) {
            body.put("probes", probes.isEmpty() ? List.of(onlyProbe(api)) : probes);
        } else {
            body.put("match", match);
        }
        body.put("target", target);
        if (!families.isEmpty()) {
            body.put("families", families);
        }
        body.put("checks", wanted());
        return body;
    }

    private List<Object> wanted() {
        var wanted = new ArrayList<Object>(checks);
        specs.forEach(spec -> wanted.add(Map.of("spec", spec(spec))));
        return wanted.isEmpty() ? List.of("ping") : wanted;
    }

    private static Map<String, Object> spec(String json) {
        try {
            return Json.MAPPER.fromJsonObject(json);
        } catch (JsonException e) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "--spec must be an object of JSON such as {\"type\":\"ping\",\"count\":50}, not "
                            + Plain.line(json),
                    e);
        }
    }

    private static String onlyProbe(Api api) {
        var ids = Fields.items(api.get("/api/v1/probes"), "items").stream()
                .map(item -> Fields.map(item, "probe"))
                .filter(probe -> !Boolean.FALSE.equals(probe.get("enabled")))
                .map(probe -> Fields.text(probe, "id"))
                .toList();
        if (ids.size() == 1) {
            return ids.getFirst();
        }
        throw new CommandFailure(
                Exit.WRONG_USE,
                ids.isEmpty()
                        ? "there is no probe that could test it; `./waddleperf probes enrol` lets one join"
                        : "there are " + ids.size()
                                + " probes: name some by --probes, or labels by --match; among them "
                                + String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size()))));
    }
}
