package io.waddleperf.cli.incidents;

import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.Moments;
import io.waddleperf.cli.text.ResultText;
import io.waddleperf.contracts.MetricWords;
import io.waddleperf.contracts.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// An incident in words, in the order of its chapters; those that are empty are left out.
final class Story {
    private static final Set<String> TRIGGER = Set.of("suspected", "confirmed", "worsened", "dismissed", "scope");
    private static final Set<String> DEEPER = Set.of("deepened", "found");
    private static final Set<String> NOT_DONE = Set.of("suppressed", "awaiting-approval");
    private static final int MOST_EVENTS = 10;
    private static final int MOST_MEMBERS = 20;

    private final Map<String, Object> incident;
    private final List<Map<?, ?>> chain;
    private final StringBuilder text = new StringBuilder();

    private Story(Map<String, Object> incident) {
        this.incident = incident;
        this.chain = Fields.items(incident, "chain");
    }

    /// @param results those that the chain names, as far as they are kept
    /// @param events  why something was not tested
    static String of(Map<String, Object> incident, List<Map<?, ?>> results, List<Map<?, ?>> events, Instant now) {
        var story = new Story(incident);
        story.head(now);
        story.members();
        story.entries("What set it off", entry -> entry.get("by") == null && TRIGGER.contains(kind(entry)));
        for (int tier = 1; tier <= 3; tier++) {
            story.tier(tier, results);
        }
        story.notDone(events);
        story.entries("What people did", entry -> entry.get("by") != null);
        story.entries("How it went on", story::isRest);
        return story.text.toString();
    }

    private void head(Instant now) {
        line(Fields.text(incident, "sentence"));
        var closed = Moments.of(incident, "closedAt");
        String ended = closed.isPresent() ? "closed " + Moments.second(incident, "closedAt") : "lasts";
        String span = Moments.of(incident, "openedAt")
                .map(opened -> Moments.span(Duration.between(opened, closed.orElse(now))))
                .orElse("-");
        var scope = Fields.map(incident, "scope");
        line("");
        line("incident  " + Fields.text(incident, "id") + ", revision " + Fields.text(incident, "revision"));
        line("state     " + Fields.text(incident, "state") + ", " + Fields.text(incident, "severity") + ", by rule "
                + Fields.text(incident, "ruleVersion"));
        line("time      opened " + Moments.second(incident, "openedAt") + ", " + ended + " (" + span + ")");
        line("scope     " + Fields.text(scope, "kind") + ' ' + Fields.text(scope, "subject") + ": "
                + Fields.text(scope, "broken") + " of " + Fields.text(scope, "tested") + " tested paths");
        note("acknowledgedBy", "taken by  ");
        note("assignee", "assigned  to ");
        note("silencedBy", "silenced  by ");
        note("mergedInto", "merged    into ");
        if (number(incident, "chainDropped") > 0) {
            line("story     " + number(incident, "chainDropped") + " entries in the middle are no longer kept");
        }
        if (Boolean.TRUE.equals(incident.get("simulated"))) {
            line("simulated no packet was sent");
        }
    }

    private void note(String field, String words) {
        if (incident.get(field) != null) {
            line(words + Fields.text(incident, field));
        }
    }

    private void members() {
        var members = Fields.items(incident, "members");
        if (members.isEmpty()) {
            return;
        }
        chapter("Paths");
        members.stream().limit(MOST_MEMBERS).forEach(member -> {
            boolean well = member.get("recoveredAt") != null;
            String behind = member.get("behind") == null ? "" : ", behind " + Fields.text(member, "behind");
            line("  " + path(member) + "  " + Fields.text(member, "state") + " since " + Moments.second(member, "since")
                    + behind + (well ? ", well since " + Moments.second(member, "recoveredAt") : ""));
        });
        if (members.size() > MOST_MEMBERS) {
            line("  and " + (members.size() - MOST_MEMBERS) + " more");
        }
    }

    private void tier(int tier, List<Map<?, ?>> results) {
        Predicate<Map<?, ?>> ofTier = entry -> DEEPER.contains(kind(entry)) && tier == number(entry, "tier");
        var told = chain.stream()
                .filter(ofTier)
                .map(entry -> Fields.text(entry, "resultId"))
                .collect(Collectors.toSet());
        var found = results.stream()
                .filter(result -> tier == number(result, "tier") && !told.contains(Fields.text(result, "id")))
                .toList();
        if (found.isEmpty() && chain.stream().noneMatch(ofTier)) {
            return;
        }
        entries("What tier " + tier + " found", ofTier);
        if (chain.stream().noneMatch(ofTier)) {
            chapter("What tier " + tier + " found");
        }
        found.forEach(result -> line("  " + Moments.ofDay(result, "startedAt") + "  " + path(result) + "  "
                + Fields.text(result, "check") + " (" + Fields.text(result, "family") + "): "
                + ResultText.words(result)));
    }

    private void notDone(List<Map<?, ?>> events) {
        Predicate<Map<?, ?>> kept = entry -> NOT_DONE.contains(kind(entry));
        long suppressed = number(incident, "suppressed");
        if (events.isEmpty() && suppressed <= 0 && chain.stream().noneMatch(kept)) {
            return;
        }
        entries("What was not done", kept);
        if (chain.stream().noneMatch(kept)) {
            chapter("What was not done");
        }
        events.stream()
                .limit(MOST_EVENTS)
                .forEach(event -> line("  " + Moments.ofDay(event, "at") + "  " + Fields.text(event, "probe") + " → "
                        + Fields.text(Fields.map(event, "subject"), "target") + "  " + kind(event) + ": "
                        + Fields.text(event, "detail")));
        if (events.size() > MOST_EVENTS) {
            line("  and " + (events.size() - MOST_EVENTS) + " more; GET /api/v1/run-events has them");
        }
        if (suppressed > 0) {
            line(
                    suppressed == 1
                            ? "  1 order was withheld: this incident stands for its path"
                            : "  " + suppressed + " orders were withheld: this incident stands for their paths");
        }
    }

    private void entries(String title, Predicate<Map<?, ?>> which) {
        var chosen = chain.stream().filter(which).toList();
        if (chosen.isEmpty()) {
            return;
        }
        chapter(title);
        chosen.forEach(entry -> {
            var path = Fields.map(entry, "path");
            String by = entry.get("by") == null ? "" : Fields.text(entry, "by") + ' ';
            line("  " + Moments.ofDay(entry, "at") + "  " + (path.isEmpty() ? "" : path(path) + "  ") + by + kind(entry)
                    + words(entry) + (kind(entry).equals("deepened") ? "" : breach(Fields.map(entry, "breach"))));
        });
    }

    private boolean isRest(Map<?, ?> entry) {
        String kind = kind(entry);
        return entry.get("by") == null && !TRIGGER.contains(kind) && !DEEPER.contains(kind) && !NOT_DONE.contains(kind);
    }

    private static String words(Map<?, ?> entry) {
        return Fields.text(entry, "text").equals("-") ? "" : ": " + Fields.text(entry, "text");
    }

    private static String breach(Map<?, ?> breach) {
        if (!(breach.get("value") instanceof Number value) || !(breach.get("bound") instanceof Number bound)) {
            return "";
        }
        String metric = Fields.text(breach, "metric");
        if (metric.equals(Threshold.UNANSWERED)) {
            return " [rule " + rule(breach) + ']';
        }
        return " [" + Fields.text(breach, "check") + ": " + MetricWords.name(metric) + ' '
                + MetricWords.number(metric, value.doubleValue()) + ", bound "
                + MetricWords.number(metric, bound.doubleValue()) + ", rule " + rule(breach) + ']';
    }

    private static String rule(Map<?, ?> breach) {
        return Fields.text(breach, "rule") + '@' + Fields.text(breach, "ruleVersion");
    }

    private static String path(Map<?, ?> of) {
        return Fields.text(of, "probe") + " → " + Fields.text(of, "target");
    }

    private static String kind(Map<?, ?> of) {
        return Fields.text(of, "kind");
    }

    private static long number(Map<?, ?> of, String field) {
        return of.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private void chapter(String title) {
        line("");
        line(title);
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
