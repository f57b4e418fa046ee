package io.waddleperf.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What an operator is told of a probe that was cut off, as the API has it.
final class CutoffStory {
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(Integer.getInteger("closed", 300));

    private static final double SLOW_US = 2_000_000;

    private final Operator operator;
    private final String probe;
    private final Instant cut;
    private final Instant back;

    /// @param cut  from when times are counted
    /// @param back until when the probe was without Kafka
    CutoffStory(Operator operator, String probe, Instant cut, Instant back) {
        this.operator = operator;
        this.probe = probe;
        this.cut = cut;
        this.back = back;
    }

    void print() throws Exception {
        printPage();
        System.out.println("decisions about " + probe + ", in seconds since the cut:");
        oldestFirst(operator.get("/api/v1/escalations?limit=100&probe=" + probe), "at")
                .forEach(step -> System.out.printf(
                        "  %s %s %s: %s%n",
                        since(step, "at"),
                        step.at("/target").asText(),
                        step.at("/step").asText(),
                        step.at("/text").asText()));
        boolean closed = Await.within(CLOSED_WITHIN, () -> {
            var open = operator.get("/api/v1/incidents?limit=100&state=open,recovering&probe=" + probe);
            return open.at("/items").isEmpty();
        });
        System.out.println("incidents, " + (closed ? "none of them open about " + probe : "not all closed") + ':');
        for (var incident : oldestFirst(operator.get("/api/v1/incidents?limit=100"), "openedAt")) {
            printIncident(incident);
        }
    }

    /// What was slow while nobody heard of it is drawn afterwards.
    private void printPage() throws IOException, InterruptedException {
        int drawn = 0;
        int slow = 0;
        for (var result : operator.get("/api/v1/results?limit=500&target=shop&probe=" + probe)
                .at("/items")) {
            var due = Instant.parse(result.at("/dueAt").asText());
            if (due.isAfter(cut) && due.isBefore(back)) {
                drawn++;
                slow += result.at("/metrics/totalUs").asDouble() > SLOW_US ? 1 : 0;
            }
        }
        System.out.println(
                "shop as " + probe + " saw it without Kafka: " + drawn + " results, " + slow + " of them slow");
    }

    private void printIncident(JsonNode incident) throws IOException, InterruptedException {
        System.out.printf(
                "  %s to %s %s %s, %s: %s%n",
                since(incident, "openedAt"),
                since(incident, "closedAt"),
                incident.at("/state").asText(),
                incident.at("/scope/kind").asText(),
                incident.at("/scope/subject").asText(),
                incident.at("/sentence").asText());
        var whole = operator.get("/api/v1/incidents/" + incident.at("/id").asText());
        for (var entry : whole.at("/chain")) {
            System.out.printf(
                    "    %s %s: %s%n",
                    since(entry, "at"),
                    entry.at("/kind").asText(),
                    entry.at("/text").asText());
        }
    }

    private static List<JsonNode> oldestFirst(JsonNode page, String time) {
        var items = new ArrayList<JsonNode>();
        page.at("/items").forEach(items::add);
        items.sort(Comparator.comparing(item -> item.at("/" + time).asText()));
        return items;
    }

    private String since(JsonNode of, String time) {
        var at = of.get(time);
        return at == null || at.isNull()
                ? "–"
                : "%+.1f"
                        .formatted((double) Duration.between(cut, Instant.parse(at.asText()))
                                        .toMillis()
                                / 1e3);
    }
}
