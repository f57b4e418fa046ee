package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.deploy.Monitoring.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules and dashboards ask for metrics of the reference, which `MetricsIT` holds against what services export, and
/// each rule says what to do. What a rule means is tried by promtool: `scripts/lint.sh prometheus`.
class RulesAndDashboardsTest {
    /// Of Prometheus itself.
    private static final Set<String> BUILT_IN = Set.of("up", "ALERTS");

    /// Of Grafana's grid.
    private static final int COLUMNS = 24;

    private static final Pattern SECTIONS = Pattern.compile("(?m)^(?=## )");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (WaddlePerf\\w+)$");

    private static Set<String> known() throws IOException {
        var known = new HashSet<>(BUILT_IN);
        known.addAll(Monitoring.referred("metrics.md"));
        known.addAll(Monitoring.referred("path-metrics.md"));
        assertTrue(known.contains("waddleperf_sink_batch_seconds"), known::toString);
        return known;
    }

    @Test
    void eachRuleIsWholeAndHasItsSectionInARunbook() throws IOException {
        var rules = Monitoring.rules();
        assertTrue(rules.size() >= 40, () -> rules.size() + " rules");
        var sections = new TreeSet<String>();
        for (Rule rule : rules) {
            assertTrue(rule.alert().startsWith("WaddlePerf"), rule::toString);
            assertTrue(Set.of("warning", "critical").contains(rule.severity()), rule::toString);
            assertFalse(rule.summary().isEmpty(), rule::toString);
            var runbook = rule.runbook().split("#", 2);
            assertEquals(rule.alert().toLowerCase(Locale.ROOT), runbook[1], rule::toString);
            String page = Files.readString(Path.of("..", runbook[0]));
            assertTrue(page.contains("\n## " + rule.alert() + "\n"), () -> runbook[0] + " has no " + rule.alert());
            sections.add(rule.alert());
        }
        assertEquals(sections, headings(), "of the runbooks");
    }

    /// Each says what it means, how to see it, what to do, when it ends, and what is lost.
    private static Set<String> headings() throws IOException {
        var headings = new TreeSet<String>();
        for (String page : Set.of("flow", "storage", "work", "people")) {
            String text = Files.readString(Monitoring.DOCS.resolve("runbooks/" + page + ".md"));
            for (String section : SECTIONS.split(text, -1)) {
                var heading = HEADING.matcher(section);
                if (heading.find()) {
                    headings.add(heading.group(1));
                    for (String part : Set.of("Means", "Confirm", "Do", "Ends", "Lost")) {
                        assertTrue(section.contains("**" + part + "** "), () -> heading.group(1) + " lacks " + part);
                    }
                }
            }
        }
        return headings;
    }

    @Test
    void eachRuleIsSeenToFire() throws IOException {
        String tests = Files.readString(Monitoring.RULE_TESTS);
        for (Rule rule : Monitoring.rules()) {
            assertTrue(tests.contains("alertname=\"" + rule.alert() + "\""), rule.alert());
        }
    }

    @Test
    void rulesAskForMetricsOfTheReference() throws IOException {
        var known = known();
        for (Rule rule : Monitoring.rules()) {
            var asked = Monitoring.metrics(rule.expr());
            assertTrue(!asked.isEmpty() || rule.expr().startsWith("up{"), rule::toString);
            assertEquals(Set.of(), without(known, asked), rule::alert);
        }
    }

    private static Set<String> without(Set<String> known, Set<String> asked) {
        return asked.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "services"})
    void dashboardsAskForMetricsOfTheReference(String name) throws IOException {
        var known = known();
        var queries = Monitoring.queries(Monitoring.dashboard(name));
        assertTrue(queries.size() >= 30, () -> queries.size() + " queries");
        for (String query : queries) {
            assertEquals(Set.of(), without(known, Monitoring.metrics(query)), query);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "services"})
    void dashboardsHaveQueriesThatPrometheusTakes(String name, @TempDir Path dir) throws Exception {
        var promtool = Promtool.path();
        assumeTrue(promtool.isPresent(), "needs promtool on the PATH");
        var rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
        int number = 0;
        for (String query : Monitoring.queries(Monitoring.dashboard(name))) {
            rules.append("      - record: query:").append(number++).append("\n        expr: |\n          ");
            rules.append(query.replace("$__rate_interval", "5m")).append('\n');
        }
        Path file = Files.writeString(dir.resolve("queries.yaml"), rules);
        var checked = Script.run(promtool.get(), "check", "rules", file.toString());
        assertEquals(0, checked.code(), () -> checked.out() + checked.err());
        assertTrue(checked.out().contains(number + " rules found"), checked::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "services"})
    void dashboardsHaveEachPanelOnceAndNoneOverAnother(String name) throws IOException {
        var ids = new HashSet<Integer>();
        var taken = new HashSet<String>();
        for (JsonNode panel : Monitoring.dashboard(name).at("/panels")) {
            assertTrue(ids.add(panel.at("/id").asInt()), panel::toString);
            int left = panel.at("/gridPos/x").asInt();
            int right = left + panel.at("/gridPos/w").asInt();
            int top = panel.at("/gridPos/y").asInt();
            int bottom = top + panel.at("/gridPos/h").asInt();
            for (int cell = 0; cell < (right - left) * (bottom - top); cell++) {
                int x = left + cell % (right - left);
                int y = top + cell / (right - left);
                assertTrue(x < COLUMNS && taken.add(x + " " + y), panel::toString);
            }
        }
    }

    /// The check above sees what it is to see.
    @Test
    void findsMetricsInAQuery() {
        assertEquals(
                Set.of("a_total", "b_seconds"),
                Monitoring.metrics("sum by (job, some_label) (rate(a_total{kind=\"no_metric\"}[$__rate_interval]))"
                        + " / on (job) max_over_time(b_seconds[1h:1m]) > 5"));
    }
}
