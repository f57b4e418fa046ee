package io.waddleperf.api.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;

/// An incident as it stands in a list: without its chain and with its first members only, so that a
/// page of many stays small.
public final class IncidentView {
    static final int MOST_MEMBERS = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private IncidentView() {}

    /// @param document the incident as on the topic
    /// @return one line
    /// @throws WireFormatException where it is no incident
    public static RawJson of(String document) {
        try {
            return shortened((ObjectNode) read(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always written", e);
        }
    }

    /// Our reader takes more than JSON, such as raw control characters: what it has read and written
    /// anew is JSON.
    private static JsonNode read(String document) throws JsonProcessingException {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            return JSON.readTree(WireCodec.text(WireCodec.read(Incident.class, document)));
        }
    }

    private static RawJson shortened(ObjectNode json) throws JsonProcessingException {
        ArrayNode members = json.withArray("members");
        json.put("memberCount", members.size());
        json.put(
                "chainCount",
                json.path("chain").size() + json.path("chainDropped").asInt());
        json.remove("chain");
        while (members.size() > MOST_MEMBERS) {
            members.remove(members.size() - 1);
        }
        return new RawJson(JSON.writeValueAsString(json));
    }
}
