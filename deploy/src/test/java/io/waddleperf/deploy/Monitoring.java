package io.waddleperf.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Rules for Prometheus and dashboards for Grafana as they are shipped, and the reference of metrics.
final class Monitoring {
    static final Path RULES = Path.of("prometheus/waddleperf.rules.yaml");
    static final Path RULE_TESTS = Path.of("prometheus/waddleperf.test.yaml");
    static final Path DOCS = Path.of("../docs");

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    /// What is between quotes, and in `by (…)` and `on (…)`, is labels.
    private static final Pattern LABELS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\b(?:by|on) \\([^)]*\\)");
    /// No function: that is followed by a parenthesis.
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b(?!\\s*\\()");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+)`");

    private Monitoring() {}

    /// A rule that fires.
    ///
    /// @param runbook path of the tree, with an anchor
    record Rule(String alert, String expr, String severity, String summary, String runbook) {}

    static List<Rule> rules() throws IOException {
        var rules = new ArrayList<Rule>();
        for (JsonNode group :
                YAML.unmarshal(Files.readString(RULES), JsonNode.class).at("/groups")) {
            for (JsonNode rule : group.at("/rules")) {
                rules.add(new Rule(
                        rule.at("/alert").asText(),
                        rule.at("/expr").asText(),
                        rule.at("/labels/severity").asText(),
                        rule.at("/annotations/summary").asText(),
                        rule.at("/annotations/runbook_url").asText()));
            }
        }
        return rules;
    }

    /// @param name without `.json`
    static JsonNode dashboard(String name) throws IOException {
        return YAML.unmarshal(Files.readString(Path.of("grafana", name + ".json")), JsonNode.class);
    }

    static List<String> queries(JsonNode dashboard) {
        var queries = new ArrayList<String>();
        dashboard
                .at("/panels")
                .forEach(panel -> panel.at("/targets")
                        .forEach(target -> queries.add(target.at("/expr").asText())));
        return queries;
    }

    /// Metrics that a query asks for.
    static Set<String> metrics(String query) {
        var names = new TreeSet<String>();
        METRIC.matcher(LABELS.matcher(query).replaceAll("")).results().forEach(found -> names.add(found.group()));
        return names;
    }

    /// Those that a page of the reference has in the first cell of a row.
    static Set<String> referred(String page) throws IOException {
        var names = new TreeSet<String>();
        ROW.matcher(Files.readString(DOCS.resolve("reference").resolve(page)))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .forEach(name -> names.add(name.group(1)));
        return names;
    }
}
