package io.waddleperf.sink.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.contracts.Incident;
import io.waddleperf.sink.notify.Message.Item;
import java.util.ArrayList;
import java.util.List;

/// Events API version 2: what an incident's news do to the incident of the same key there.
final class PagerDutyPayload {
    private static final int LONGEST_SUMMARY = 1_000;
    private static final String TRIGGER = "trigger";

    private final Story story;

    PagerDutyPayload(Story story) {
        this.story = story;
    }

    /// In their order; an event that comes twice changes nothing.
    List<ObjectNode> events(Item item, String routingKey) {
        var events = new ArrayList<ObjectNode>();
        for (var action : actions(item)) {
            var event = Json.object();
            event.put("routing_key", routingKey);
            event.put("event_action", action);
            event.put("dedup_key", item.incident().id().toString());
            if (action.equals(TRIGGER)) {
                describe(event, item);
            }
            events.add(event);
        }
        return events;
    }

    private static List<String> actions(Item item) {
        if (item.ended()) {
            return List.of("resolve");
        }
        if (item.has(Transition.TEST)) {
            return List.of(TRIGGER, "resolve");
        }
        boolean only = item.facts().stream().allMatch(fact -> fact.transition() == Transition.ACKNOWLEDGED);
        if (only) {
            return List.of("acknowledge");
        }
        return item.has(Transition.ACKNOWLEDGED) ? List.of(TRIGGER, "acknowledge") : List.of(TRIGGER);
    }

    private void describe(ObjectNode event, Item item) {
        var incident = item.incident();
        event.put("client", "WaddlePerf");
        event.put("client_url", story.link(item));
        var payload = event.putObject("payload");
        payload.put("summary", PlainText.line(story.headline(item), LONGEST_SUMMARY));
        payload.put("source", PlainText.line(incident.scope().subject(), 200));
        payload.put("severity", severity(incident));
        payload.put("timestamp", incident.openedAt().toString());
        payload.put("class", incident.scope().kind().wireName());
        var details = payload.putObject("custom_details");
        details.put("text", story.text(item));
    }

    private static String severity(Incident incident) {
        return switch (incident.severity()) {
            case WARNING -> "warning";
            case CRITICAL, UNKNOWN -> "critical";
        };
    }
}
