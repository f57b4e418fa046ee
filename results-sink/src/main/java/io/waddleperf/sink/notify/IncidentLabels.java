package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What routes match on and messages are grouped by: an incident's labels, some with several values.
final class IncidentLabels {
    static final String INCIDENT = "incident";
    static final String SCOPE = "scope";
    static final String SUBJECT = "subject";
    static final String SEVERITY = "severity";
    static final String RULE = "rule";
    static final String SIMULATED = "simulated";

    /// All names that a route may use.
    static final List<String> NAMES =
            List.of(INCIDENT, SCOPE, SUBJECT, SEVERITY, RULE, SIMULATED, Labels.PROBE, Labels.SITE, Labels.TARGET);

    private static final int LONGEST_VALUE = 200;

    private final Map<String, Set<String>> values;

    private IncidentLabels(Map<String, Set<String>> values) {
        this.values = values;
    }

    static IncidentLabels of(Incident incident) {
        var values = new TreeMap<String, Set<String>>();
        single(incident).forEach((name, value) -> values.put(name, Set.of(value)));
        for (var member : incident.members()) {
            values.computeIfAbsent(Labels.PROBE, _ -> new TreeSet<>()).add(member.probe());
            values.computeIfAbsent(Labels.SITE, _ -> new TreeSet<>()).add(member.site());
            values.computeIfAbsent(Labels.TARGET, _ -> new TreeSet<>()).add(member.target());
        }
        return new IncidentLabels(values);
    }

    /// Those that have one value.
    static Map<String, String> single(Incident incident) {
        var labels = new TreeMap<String, String>();
        labels.put(INCIDENT, incident.id().toString());
        labels.put(SCOPE, incident.scope().kind().wireName());
        labels.put(SUBJECT, incident.scope().subject());
        labels.put(SEVERITY, incident.severity().wireName());
        labels.put(RULE, rule(incident));
        labels.put(SIMULATED, Boolean.toString(incident.simulated()));
        return labels;
    }

    private static String rule(Incident incident) {
        int at = incident.ruleVersion().lastIndexOf('@');
        return at < 0 ? incident.ruleVersion() : incident.ruleVersion().substring(0, at);
    }

    /// Whether the label has one of the values; `*` in an allowed value stands for any characters.
    boolean has(String name, List<String> allowed) {
        return values.getOrDefault(name, Set.of()).stream()
                .anyMatch(value -> allowed.stream().anyMatch(pattern -> like(pattern, value)));
    }

    /// The value, several in alphabetical order; empty where there is none.
    String joined(String name) {
        String all = String.join(",", values.getOrDefault(name, Set.of()));
        return all.length() <= LONGEST_VALUE ? all : all.substring(0, LONGEST_VALUE);
    }

    /// Without backtracking beyond the last star: a pattern of an operator cannot take long.
    static boolean like(String pattern, String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int resume = 0;
        while (v < value.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = v;
            } else if (p < pattern.length() && pattern.charAt(p) == value.charAt(v)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
