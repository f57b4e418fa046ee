package io.waddleperf.sink.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.contracts.Incident;
import io.waddleperf.sink.notify.Message.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Incidents in Prometheus' words: the payload of a webhook (version 4) and Alertmanager's own API.
///
/// Labels tell alerts apart, so an incident whose severity or scope changes is another alert; the
/// one before is not told again and resolves by itself.
final class AlertPayload {
    private static final String NEVER = "0001-01-01T00:00:00Z";
    private static final String ALERT = "WaddlePerfIncident";

    private final Story story;

    AlertPayload(Story story) {
        this.story = story;
    }

    /// @param groupLabels what the messages of this channel are grouped by
    ObjectNode webhook(String receiver, Message message, Map<String, String> groupLabels) {
        var payload = Json.object();
        payload.put("version", "4");
        payload.put("groupKey", message.group());
        payload.put("truncatedAlerts", 0);
        payload.put("status", status(message.items().stream().allMatch(Item::ended)));
        payload.put("receiver", receiver);
        put(payload.putObject("groupLabels"), groupLabels);
        put(payload.putObject("commonLabels"), common(message.items(), item -> labels(item.incident())));
        put(payload.putObject("commonAnnotations"), common(message.items(), this::annotations));
        payload.put("externalURL", story.externalUrl());
        payload.put("messageId", message.id());
        var alerts = payload.putArray("alerts");
        message.items().forEach(item -> alerts.add(alert(item)));
        return payload;
    }

    private ObjectNode alert(Item item) {
        var incident = item.incident();
        var alert = Json.object();
        alert.put("status", status(item.ended()));
        put(alert.putObject("labels"), labels(incident));
        put(alert.putObject("annotations"), annotations(item));
        alert.put("startsAt", incident.openedAt().toString());
        alert.put("endsAt", item.ended() ? endedAt(incident).toString() : NEVER);
        alert.put("generatorURL", story.link(item));
        alert.put("fingerprint", incident.id().toString().replace("-", "").substring(0, 16));
        var transitions = alert.putArray("transitions");
        for (var fact : item.facts()) {
            transitions
                    .addObject()
                    .put("transition", fact.transition().wireName())
                    .put("revision", fact.incident().revision())
                    .put("dedupKey", fact.key());
        }
        return alert;
    }

    /// `POST /api/v2/alerts`.
    ///
    /// @param now    of the sender
    /// @param lasts  how long an open one stays without being told again
    ArrayNode alertmanager(List<Item> items, Instant now, Duration lasts) {
        var alerts = Json.array();
        for (var item : items) {
            var alert = alerts.addObject();
            put(alert.putObject("labels"), labels(item.incident()));
            put(alert.putObject("annotations"), annotations(item));
            alert.put("startsAt", item.incident().openedAt().toString());
            alert.put("endsAt", until(item, now, lasts).toString());
            alert.put("generatorURL", story.link(item));
        }
        return alerts;
    }

    /// Never before it began, which is refused: our clock may be behind the one that said so.
    private static Instant until(Item item, Instant now, Duration lasts) {
        Instant end = item.ended() ? now : now.plus(lasts);
        return end.isBefore(item.incident().openedAt()) ? item.incident().openedAt() : end;
    }

    private static String status(boolean ended) {
        return ended ? "resolved" : "firing";
    }

    private static Instant endedAt(Incident incident) {
        @Nullable Instant closedAt = incident.closedAt();
        return closedAt == null ? incident.updatedAt() : closedAt;
    }

    private static Map<String, String> labels(Incident incident) {
        var labels = new TreeMap<String, String>();
        labels.put("alertname", ALERT);
        IncidentLabels.single(incident).forEach((name, value) -> labels.put(name, PlainText.line(value, 200)));
        return labels;
    }

    private Map<String, String> annotations(Item item) {
        var annotations = new TreeMap<String, String>();
        annotations.put("summary", story.headline(item));
        annotations.put("description", story.text(item));
        return annotations;
    }

    /// What all items have alike.
    private static Map<String, String> common(
            List<Item> items, java.util.function.Function<Item, Map<String, String>> texts) {
        var common = new HashMap<>(texts.apply(items.getFirst()));
        for (var item : items) {
            var others = texts.apply(item);
            common.entrySet().removeIf(each -> !Objects.equals(others.get(each.getKey()), each.getValue()));
        }
        return new TreeMap<>(common);
    }

    private static void put(ObjectNode into, Map<String, String> texts) {
        new TreeMap<>(texts).forEach(into::put);
    }
}
